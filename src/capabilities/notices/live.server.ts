import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Ask } from '#platform/asks.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { states } from './answers.ts';
import { carried } from './port.ts';
import {
	agreeLiveRow,
	countAskedLive,
	countStates,
	deleteLive,
	findLive,
	insertLive,
	listUnset
} from './sql-live.server.ts';
import { countStaffReached } from './sql-staff.server.ts';
import { listStrange } from './sql-strange.server.ts';

const Live = v.object({
	/** Whether words go out to people: a centre that is only shown always does. */
	live: v.boolean(),
	shown: v.boolean(),
	/** On trial words go to so many of the staff and to nobody else. */
	staff: v.number(),
	asked: v.nullable(
		v.object({ by: v.nullable(v.string()), mine: v.boolean(), at: v.date(), agreed: v.nullable(v.string()) })
	),
	/** How many words of this month stand how. */
	words: v.array(v.object({ state: v.picklist(states), count: v.number() })),
	/** Ways whose gateway said no to the centre itself, last: somebody has to set them anew. */
	unset: v.array(v.picklist(carried)),
	/** Receipts of this month that were of no word of this house, by the way that they came. */
	strange: v.array(v.object({ channel: v.picklist(carried), receipts: v.number(), lastAt: v.date() }))
});

/** How the words of the centre go: on trial, or to people. */
export const howWordsGo = query(
	{
		name: 'notices.how-words-go',
		group: ['lead', 'second-eyes'],
		input: Nothing,
		answer: Live,
		look: 'holds no name of a resident'
	},
	async ({ db, actor, now }) => {
		const centre = await getCentre(db, centreOf(actor));
		const row = await findLive(db, centre.id);
		const since = instantOf(`${dayOf(now).slice(0, 7)}-01`);
		const counts = new Map((await countStates(db, centre.id, since)).map(({ state, count }) => [state, count]));
		return {
			live: centre.alwaysOpen || (row?.agreedAt ?? null) !== null,
			shown: centre.alwaysOpen,
			staff: await countStaffReached(db, centre.id),
			asked: row
				? { by: row.askedName, mine: row.askedBy === actor.id, at: row.askedAt, agreed: row.agreedName }
				: null,
			words: states.map((state) => ({ state, count: counts.get(state) ?? 0 })),
			unset: (await listUnset(db, centre.id, since)).map(({ channel }) => channel),
			strange: await listStrange(db, dayOf(since), dayOf(now))
		};
	}
);

/** Asks that words go out to people; nothing does before somebody else agrees. Refuses while one waits (`live-asked`). */
export const askLive = command(
	{
		name: 'notices.ask-live',
		byPerson: true,
		group: 'lead',
		input: Nothing,
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }) => {
		const centre = centreOf(actor);
		if ((await insertLive(db, centre, actor.id, now)).count === 0) throw new Refusal('live-asked');
		return { answer: { ok: true }, about: null, person: null, centre };
	}
);

/** Agrees to what somebody else asked for: from now on words go out. Refuses whoever asked (`live-own`). */
export const agreeLive = command(
	{
		name: 'notices.agree-live',
		byPerson: true,
		group: 'second-eyes',
		input: Nothing,
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }) => {
		const centre = centreOf(actor);
		const row = await findLive(db, centre);
		if (!row || row.agreedAt !== null) throw new Refusal('live-gone');
		if (row.askedBy === actor.id) throw new Refusal('live-own');
		await agreeLiveRow(db, centre, actor.id, now);
		return { answer: { ok: true }, about: null, person: null, centre };
	}
);

/** Back to trial, at once and by one: nothing more goes out. Also lets a wish fall that nobody has agreed to. */
export const stopLive = command(
	{
		name: 'notices.stop-live',
		byPerson: true,
		group: ['lead', 'second-eyes'],
		input: Nothing,
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor }) => {
		const centre = centreOf(actor);
		if ((await deleteLive(db, centre)).count === 0) throw new Refusal('live-gone');
		return { answer: { ok: true }, about: null, person: null, centre };
	}
);

/** That words go out waits for somebody who did not ask for it. */
export const liveToAgree: Ask = { opens: agreeLive, count: (sql, { centre }) => countAskedLive(sql, centre) };
