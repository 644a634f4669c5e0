import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Hotlines, HotlineSet } from './answers-loss.ts';
import { OneCentre, SetHotlines } from './inputs-loss.ts';
import { findHotlines, findLastSet, holdHotlines, listHotlines, writeHotline } from './sql-hotlines.server.ts';

/**
 * Where the centre is rung and where the police of its commune are, as whoever leads it writes it; none is no number. A number stands once a second
 * person has looked at it (`confirm-hotline`), and the one before it until then. Answers what stands; refuses where another was set meanwhile
 * (`support-hotline-moved`).
 */
export const setHotlines = command(
	{ name: 'support.set-hotlines', group: 'lead', input: SetHotlines, answer: Hotlines },
	async ({ db, actor, now }, { centre: own, police, sawCentre, sawPolice }) => {
		const centre = centreOf(actor);
		const by = { centre, by: actor.id!, at: now };
		await holdHotlines(db, centre);
		const last = await findLastSet(db, centre);
		// What somebody set meanwhile is not taken away unseen.
		if (last.centre !== sawCentre || last.police !== sawPolice) throw new Refusal('support-hotline-moved');
		await writeHotline(db, { ...by, kind: 'centre', phone: own });
		await writeHotline(db, { ...by, kind: 'police', phone: police });
		return {
			answer: await findHotlines(db, centre),
			person: null,
			centre,
			detail: { centre: own !== null, police: police !== null }
		};
	}
);

/** The numbers as they are set, and who set each that ever stood. */
export const hotlines = query(
	{
		name: 'support.hotlines',
		group: 'lead',
		input: Nothing,
		answer: v.object({ ...Hotlines.entries, sets: v.array(HotlineSet) }),
		look: 'names staff alone'
	},
	async ({ db, actor }) => {
		const centre = centreOf(actor);
		return { ...(await findHotlines(db, centre)), sets: [...(await listHotlines(db, centre))] };
	}
);

/** Where a centre is rung, for its public page; null where nobody has set it. */
export const callCentre = query(
	{
		name: 'support.call-centre',
		group: 'public',
		input: OneCentre,
		answer: v.object({ phone: v.nullable(v.string()) }),
		look: 'shows the number of a centre, and nobody'
	},
	async ({ db }, { centre }) => ({ phone: (await findHotlines(db, centre)).centre })
);
