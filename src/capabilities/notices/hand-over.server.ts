import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { lookupHash } from '#platform/keys.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { channels, type Channel } from './answers.ts';
import { emailBind, wordsBind } from './binds.ts';
import { HandOver } from './inputs.ts';
import { nextStep, waitAfterSilence, type Step } from './rules-ladder.ts';
import { ALL_HOURS, USUAL_HOURS, type Hours } from './rules-hours.ts';
import { findChoice } from './sql-choice.server.ts';
import { findLive } from './sql-live.server.ts';
import {
	countHanded,
	findMayTell,
	findPersonNow,
	handAgain,
	insertTry,
	isAskedFor,
	isShared,
	listTries,
	lockNotice,
	lockWaitingOf,
	updateNotice,
	type NoticeRow,
	type TryRow
} from './sql.server.ts';
import { factWords, wholeWords } from './words.server.ts';

/** A way that is set up, and whether its gateway takes one id once. */
type Carries = v.InferOutput<typeof HandOver>['carriers'][number];

type Reached = {
	/** Their telephone as an operator dials it, their address of e-mail. */
	phone: string | null;
	email: string | null;
	locale: 'vi' | 'en' | 'hi';
	ways: readonly Channel[];
	wantsCall: boolean;
	hours: Hours;
};

/** In which order ways are tried that a gateway carries; whichever they chose stands before them. */
const ORDER: readonly Channel[] = ['zalo', 'sms', 'sms-2', 'email'];

/** By what this person is reached, and when: as they chose, else by their telephone in the usual hours. */
export async function reachOf(context: Context, person: string, carriers: readonly Carries[]): Promise<Reached> {
	const [{ phone }, chosen] = await Promise.all([
		getPerson(context, person),
		findChoice(context.db, person, dayOf(context.now))
	]);
	const key = chosen?.emailSealed ? await findKey(context, chosen.personId) : null;
	const email = key && chosen?.emailSealed ? key.text(chosen.emailSealed, emailBind(chosen.personId)) : null;
	const first = chosen?.channel ?? 'sms';
	const there = (way: Channel): boolean =>
		carriers.some(({ channel }) => channel === way) && (way === 'email' ? email !== null : phone !== null);
	// Whoever wants to be called is sent nothing.
	const wantsCall = first === 'call';
	const ways = wantsCall ? [] : [first, ...ORDER.filter((way) => way !== first && way !== 'zalo')].filter(there);
	return { phone, email, locale: chosen?.locale ?? 'vi', ways, wantsCall, hours: chosen ?? USUAL_HOURS };
}

/** A centre that is only shown is open at all hours and sends: whoever tries it at night sees words go. Any other is on trial first. */
async function goesAt({ db }: Context, row: NoticeRow, hours: Hours): Promise<{ hours: Hours; live: boolean }> {
	const { alwaysOpen } = await getCentre(db, row.centreId);
	if (alwaysOpen) return { hours: ALL_HOURS, live: true };
	return { hours, live: ((await findLive(db, row.centreId))?.agreedAt ?? null) !== null };
}

async function stepOf(
	context: Context,
	row: NoticeRow,
	reach: Reached,
	tries: readonly TryRow[],
	carriers: readonly Carries[]
) {
	const { db, now } = context;
	const [goes, may, today] = await Promise.all([
		goesAt(context, row, reach.hours),
		findMayTell(db, row.personId, now),
		row.must ? 0 : countHanded(db, row.personId, instantOf(dayOf(now)))
	]);
	return nextStep({
		...{ now, must: row.must, until: row.until, ways: reach.ways, wantsCall: reach.wantsCall, made: tries },
		...{ ...goes, may, today },
		keepIds: new Set(carriers.flatMap(({ channel, keepsIds }) => (keepsIds ? [channel] : [])))
	});
}

/** Four digits that nobody else's word has who shares the end of this telephone, and the hash by which they are asked for. */
export async function codeFor({ db, keys }: Context, centre: number, phone: string | null) {
	const end = phone?.slice(-3) ?? null;
	for (;;) {
		const code = String(randomInt(10_000)).padStart(4, '0');
		if (end === null) return { code, askedBy: null };
		const askedBy = lookupHash(keys, 'notice-code', `${centre} ${code} ${end}`);
		if (!(await isAskedFor(db, centre, askedBy))) return { code, askedBy };
	}
}

type Handed = {
	key: SubjectKey;
	reach: Reached;
	channel: Channel;
	by: string | null;
	said: 'handed' | 'read' | 'unheard';
};

/** One hand-over, with its words as they go out: nothing that is changed later changes them. */
export async function writeTry(
	context: Context,
	row: NoticeRow,
	id: string,
	{ key, reach, channel, by, said }: Handed
) {
	const { db, now } = context;
	const carried = by === null;
	const [{ communeName: commune }, shared, { code, askedBy }] = await Promise.all([
		getCentre(db, row.centreId),
		carried && channel !== 'email' && isShared(db, row.personId),
		carried ? codeFor(context, row.centreId, reach.phone) : { code: null, askedBy: null }
	]);
	const reader = { locale: reach.locale, forAnother: row.ofId !== row.personId, shared };
	const body = factWords(row.fact, row.says, reader);
	const words = key.seal(code ? wholeWords(body, { commune, code }, reach.locale) : body, wordsBind(id));
	const made = {
		id,
		noticeId: row.id,
		personId: row.personId,
		channel,
		locale: reach.locale,
		words,
		code,
		said,
		shared
	};
	await insertTry(db, { ...made, askedBy, centre: row.centreId, by, at: now });
}

/** Whether whoever is told beside somebody is still named by them, and that somebody may still be told of. */
async function stillWith({ db, now }: Context, row: NoticeRow): Promise<boolean> {
	if ((await findMayTell(db, row.ofId, now)) !== 'yes') return false;
	const other = (await findChoice(db, row.ofId, dayOf(now)))?.withId;
	return other !== null && other !== undefined && (await findPersonNow(db, other)) === row.personId;
}

const next = (id: string | null, channel: Channel | null) => ({ try: id, channel });

async function act(context: Context, row: NoticeRow, step: Step, reach: Reached, tries: readonly TryRow[]) {
	const { db, now, request } = context;
	const last = tries.at(-1);
	if (step.do === 'again' && last) {
		await handAgain(db, last.id, now);
		await updateNotice(db, row.id, {
			state: 'out',
			why: null,
			dueAt: new Date(now.getTime() + waitAfterSilence(last.again + 1))
		});
		return next(last.id, last.channel);
	}
	if (step.do === 'hand') {
		const key = await findKey(context, row.personId);
		if (!key) {
			await updateNotice(db, row.id, { state: 'over', why: 'erased', dueAt: null });
			return next(null, null);
		}
		const dueAt = new Date(now.getTime() + waitAfterSilence(0));
		await Promise.all([
			writeTry(context, row, request, { key, reach, channel: step.channel, by: null, said: 'handed' }),
			updateNotice(db, row.id, { state: 'out', why: null, dueAt })
		]);
		return next(request, step.channel);
	}
	if (step.do === 'wait') {
		await updateNotice(db, row.id, { state: tries.length > 0 ? 'out' : 'waiting', why: null, dueAt: step.until });
		return next(null, null);
	}
	const state = step.do === 'ask' ? 'asks' : step.do;
	await updateNotice(db, row.id, {
		state: state as 'asks' | 'told' | 'over',
		why: 'why' in step ? step.why : null,
		dueAt: null
	});
	return next(null, null);
}

/**
 * Looks which way a word goes next, and writes that it is handed over: what then happens to the house loses neither that it was nor under
 * which id. Answers the hand-over that whoever carries it is asked with now; nothing where it waits, is over, or a person's turn.
 */
export const handOver = command(
	{
		name: 'notices.hand-over',
		group: 'house',
		input: HandOver,
		answer: v.object({ try: v.nullable(v.string()), channel: v.nullable(v.picklist(channels)) })
	},
	async (context, { notice, carriers }) => {
		await lockWaitingOf(context.db, context.actor.subject ?? '');
		const found = await lockNotice(context.db, notice);
		// Whoever was joined with another row is that other by now.
		const person = context.actor.subject ?? found?.personId ?? '';
		const row = found && { ...found, personId: person, ofId: found.ofId === found.personId ? person : found.ofId };
		if (!row || row.dueAt === null || row.dueAt > context.now)
			return { answer: next(null, null), about: notice, person: null };
		if (row.ofId !== row.personId && !(await stillWith(context, row))) {
			await updateNotice(context.db, notice, { state: 'over', why: 'proxy-over', dueAt: null });
			return { answer: next(null, null), about: notice, person: row.personId };
		}
		const [tries, reach] = await Promise.all([
			listTries(context.db, [notice]),
			reachOf(context, row.personId, carriers)
		]);
		const answer = await act(context, row, await stepOf(context, row, reach, tries, carriers), reach, tries);
		return { answer, about: notice, person: row.personId, detail: { channel: answer.channel } };
	}
);
