import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { HotlineWaits } from './answers-loss.ts';
import { SecondHotline } from './inputs-loss.ts';
import { confirmRow, dropRow, holdHotlines, listWaiting } from './sql-hotlines.server.ts';

const Answer = v.object({ kind: v.picklist(['centre', 'police']) });

/** Numbers that were set and wait for a second person, each beside the one that stands until then. */
export const hotlinesWaiting = query(
	{
		name: 'support.hotlines-waiting',
		group: 'loop',
		input: Nothing,
		answer: v.array(HotlineWaits),
		look: 'names staff alone'
	},
	async ({ db, actor }) =>
		(await listWaiting(db, centreOf(actor))).map(({ byId, ...one }) => ({ ...one, mine: byId === actor.id }))
);

type Seen = v.InferOutput<typeof SecondHotline>;

/** What waits as whoever presses saw it: the number, and the one beside it. Refuses what moved since (`support-hotline-moved`). */
async function waiting({ db, actor }: Context, { hotline, phone, stands }: Seen) {
	const centre = centreOf(actor);
	await holdHotlines(db, centre);
	const row = (await listWaiting(db, centre)).find(({ id }) => id === hotline);
	if (!row || row.phone !== phone || row.stands !== stands) throw new Refusal('support-hotline-moved');
	return { centre, row };
}

/**
 * A second person has rung or compared the new number: from now on it is the one that people read. Refuses whoever set it
 * (`support-hotline-own`) and what was set anew since it was read (`support-hotline-moved`).
 */
export const confirmHotline = command(
	{ name: 'support.confirm-hotline', byPerson: true, group: 'loop', input: SecondHotline, answer: Answer },
	async (context, seen) => {
		const { db, actor, now } = context;
		const { centre, row } = await waiting(context, seen);
		if (row.byId === actor.id) throw new Refusal('support-hotline-own');
		if ((await confirmRow(db, row.id, { by: actor.id, at: now })) === 0) throw new Refusal('support-hotline-moved');
		return { answer: { kind: row.kind }, person: null, centre, detail: { kind: row.kind, setBy: row.byId } };
	}
);

/** The new number is none, or is taken back: the old one stands on. */
export const dropHotline = command(
	{ name: 'support.drop-hotline', byPerson: true, group: 'loop', input: SecondHotline, answer: Answer },
	async (context, seen) => {
		const { db, actor, now } = context;
		const { centre, row } = await waiting(context, seen);
		if ((await dropRow(db, row.id, { by: actor.id, at: now })) === 0) throw new Refusal('support-hotline-moved');
		return { answer: { kind: row.kind }, person: null, centre, detail: { kind: row.kind, setBy: row.byId } };
	}
);
