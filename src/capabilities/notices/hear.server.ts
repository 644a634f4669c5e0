import * as v from 'valibot';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import type { TrySaid } from './answers.ts';
import { HeardTry, OneNotice } from './inputs.ts';
import { markOf, receiptBy } from './rules-ladder.ts';
import {
	findTry,
	hearTry,
	lockNotice,
	lockNoticeOfTry,
	nameTry,
	updateNotice,
	type NoticeRow,
	type TryRow
} from './sql.server.ts';

/** Over what each piece of news counts: one that comes late or backwards takes nothing back. */
export const OVER: Readonly<Record<v.InferOutput<typeof HeardTry>['said'], readonly TrySaid[]>> = {
	silent: ['handed', 'unsent'],
	unsent: ['handed', 'unsent'],
	taken: ['handed', 'silent', 'unsent'],
	refused: ['handed', 'silent', 'unsent'],
	failed: ['handed', 'silent', 'unsent', 'taken'],
	arrived: ['handed', 'silent', 'unsent', 'taken', 'failed', 'refused']
};

type Heard = v.InferOutput<typeof HeardTry>['said'];

/** How the word stands after it. What is over, or was read to them, is moved no more. */
function moved(row: NoticeRow, one: TryRow, said: Heard, now: Date) {
	if (row.state === 'over' || row.state === 'told') return null;
	// That they may call back is not what they have to hear.
	if (said === 'arrived' && one.shared && row.must) return { state: 'asks' as const, why: 'shared', dueAt: null };
	if (said === 'arrived') return { state: 'told' as const, why: null, dueAt: null };
	if (row.state === 'asks') return null;
	if (said === 'taken') return { state: 'out' as const, why: null, dueAt: receiptBy(one, now) };
	if (said === 'silent') return null;
	// Another way is looked for at once, or the same again after a while.
	return { state: 'out' as const, why: null, dueAt: now };
}

/** News of one hand-over, in whatever order and however often they come: told by whoever carries it, or by its receipt. */
export const hearOfTry = command(
	{
		name: 'notices.hear-of-try',
		byKey: true,
		group: 'house',
		input: HeardTry,
		answer: v.object({ news: v.boolean() })
	},
	async (context: Context, { try: id, ...heard }) => {
		const { db, now } = context;
		// Asked in one breath and in this order: once the word is held, nobody else hears of its hand-overs.
		const [row, one] = await Promise.all([lockNoticeOfTry(db, id), findTry(db, id)]);
		if (!one || !row) return { answer: { news: false }, about: null, person: null };
		const over = OVER[heard.said];
		const written = { about: row.id, person: row.personId, detail: { said: heard.said, channel: one.channel } };
		if (!over.includes(one.said)) {
			if (heard.said === 'taken') await nameTry(db, id, heard);
			return { answer: { news: false }, ...written };
		}
		const next = moved(row, one, heard.said, now);
		await Promise.all([
			hearTry(db, id, { ...heard, over, at: now }),
			updateNotice(db, row.id, { ...(next ?? row), mark: markOf(heard.said) })
		]);
		return { answer: { news: true }, ...written };
	}
);

const PUT_OFF_MS = 60_000;

/** It could not be looked at now: not before a minute again. */
export const putOff = command(
	{ name: 'notices.put-off', group: 'house', input: OneNotice, answer: v.object({ ok: v.literal(true) }) },
	async ({ db, now }, { notice }) => {
		const row = await lockNotice(db, notice);
		if (row?.dueAt && row.dueAt <= now)
			await updateNotice(db, notice, { ...row, dueAt: new Date(now.getTime() + PUT_OFF_MS) });
		return { answer: { ok: true }, about: notice, person: null };
	}
);
