import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import type { Page } from '#kernel/page.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { getKnown, listKnown } from '#capabilities/learning/known.server.ts';
import { ThanksLine } from './answers.ts';
import { besideNow } from './goal.server.ts';
import { AllowThanks, NoteThanks } from './inputs.ts';
import { findThanksChoice, insertChoice, insertThanks, listHelpers, thanksOf } from './sql-thanks.server.ts';

/** Whether whoever helped somebody may read that they do it alone now: their own word, taken back as easily. */
export const allowThanks = command(
	{
		name: 'paths.allow-thanks',
		byPerson: true,
		group: ['sit-beside', 'own-page'],
		input: AllowThanks,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, answer }) => {
		const beside = await besideNow(context);
		await insertChoice(context.db, { id, answer, ...beside });
		return { answer: { id }, about: id, person: beside.person, centre: beside.centre, detail: { answer } };
	}
);

/** Somebody does something alone for the first time: whoever helped them before reads it, if they said yes to that; each once. */
export const noteThanks = command(
	{ name: 'paths.note-thanks', group: 'house', input: NoteThanks, answer: v.object({ thanked: v.number() }) },
	async (context, { id, person, statement }) => {
		const { db, actor, now } = context;
		const thanked: { id: string; staff: string }[] = [];
		if ((await findThanksChoice(db, person)) === 'yes') {
			const { topic } = await getKnown(context, statement);
			for (const staff of await listHelpers(db, { person, statement, topic, before: now })) {
				const line = { id: requestFor(id, 0, staff), staff };
				if (await insertThanks(db, { ...line, centre: centreOf(actor), person, statement, at: now }))
					thanked.push(line);
			}
		}
		return { answer: { thanked: thanked.length }, about: id, person, detail: { thanked } };
	}
);

const PAGE = 50;

/** What people whom one helped do alone now. One's own lines alone: there is no count of anybody, and nobody else reads them. */
export const myThanks = query(
	{
		name: 'paths.my-thanks',
		byPerson: true,
		group: 'own-account',
		input: OnePage,
		answer: pageWith(ThanksLine),
		look: 'a line that somebody said yes to, for the one who helped them'
	},
	async (context, { page }): Promise<Page<ThanksLine>> => {
		type Row = Omit<ThanksLine, 'says' | 'own'> & { statement: string };
		const list = thanksOf(context.db, context.actor.id);
		const { rows, ...rest } = await pageIn<Row>(context.db, list, page, PAGE);
		const known = await listKnown(context);
		const shown = rows.flatMap(({ id, name, statement, at }) => {
			const one = known.find((each) => each.id === statement);
			return one ? [{ id, name, at, says: one.levels[1], own: one.own }] : [];
		});
		return { rows: shown, ...rest };
	}
);
