import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Centre, Opening } from './answers.ts';
import { SetHours, SetWays } from './inputs.ts';
import { getCentre } from './places.server.ts';
import { fits, weekSeen } from './rules-hours.ts';
import { waysSeen } from './rules-ways.ts';
import { dropOpenings, insertOpening, listOpenings, updateWays } from './sql.server.ts';

/** The centre as its administrator keeps it, with the hours of its week. */
export const keptCentre = query(
	{
		name: 'places.kept-centre',
		group: 'run-house',
		input: Nothing,
		answer: v.object({ centre: Centre, week: v.array(Opening) }),
		look: 'holds no name'
	},
	async ({ db, actor }) => {
		const id = centreOf(actor);
		return { centre: await getCentre(db, id), week: [...(await listOpenings(db, id))] };
	}
);

/**
 * When the doors open, from now on. Refuses hours that overlap (`hours-overlap`) and a week that somebody else changed since it was
 * read (`hours-moved`).
 */
export const setHours = command(
	{ name: 'places.set-hours', group: 'run-house', input: SetHours, answer: v.object({ spans: v.number() }) },
	async ({ db, actor }, { seen, week }) => {
		const centre = centreOf(actor);
		const was = await listOpenings(db, centre);
		if (weekSeen(was) !== seen) throw new Refusal('hours-moved');
		for (const day of Map.groupBy(week, ({ weekday }) => weekday).values())
			if (!fits(day.toSorted((a, b) => a.opens.localeCompare(b.opens)))) throw new Refusal('hours-overlap');
		await dropOpenings(db, centre);
		for (const span of week) await insertOpening(db, centre, span);
		return {
			answer: { spans: week.length },
			person: null,
			centre,
			detail: { was: weekSeen(was), now: weekSeen(week) }
		};
	}
);

/**
 * How the centre works: its short name and code, the head start, how long anybody waits at most, how files reach the portal. Refuses
 * ways that somebody else changed since they were read (`ways-moved`).
 */
export const setWays = command(
	{ name: 'places.set-ways', group: 'run-house', input: SetWays, answer: v.object({ saved: v.literal(true) }) },
	async ({ db, actor }, { seen, ...ways }) => {
		const centre = centreOf(actor);
		const was = waysSeen(await getCentre(db, centre));
		if (was !== seen) throw new Refusal('ways-moved');
		if ((await updateWays(db, centre, ways)).count !== 1) throw new Refusal('not-your-place');
		return { answer: { saved: true }, person: null, centre, detail: { was, now: waysSeen(ways) } };
	}
);
