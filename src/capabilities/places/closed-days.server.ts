import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { day, Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { ClosedDay } from './answers.ts';
import { CloseDay } from './inputs.ts';
import { holidaysFrom } from './rules-calendar.ts';
import { dropClosedDay, insertClosedDay, listClosedDays } from './sql-closed-days.server.ts';

/** How many of the State's days off a page shows beside one's own. */
const NEXT = 6;

/** The days to come on which the centre rests: those of the State, and its own. */
export const daysOff = query(
	{
		name: 'places.days-off',
		group: 'run-house',
		input: Nothing,
		answer: v.object({ holidays: v.array(v.string()), own: v.array(ClosedDay) }),
		look: 'holds no name'
	},
	async ({ db, actor, now }) => {
		const today = dayOf(now);
		return {
			holidays: holidaysFrom(today).slice(0, NEXT),
			own: [...(await listClosedDays(db, centreOf(actor), today))]
		};
	}
);

/** The centre rests on a day of its own, and says why. Refuses a day that is over (`day-over`) and one that is known (`closed-already`). */
export const closeDay = command(
	{ name: 'places.close-day', group: 'run-house', input: CloseDay, answer: v.object({ day: v.string() }) },
	async ({ db, actor, now }, { day: which, words }) => {
		const centre = centreOf(actor);
		if (which < dayOf(now)) throw new Refusal('day-over');
		const { count } = await insertClosedDay(db, { centre, day: which, words, by: actor.id, at: now });
		if (count === 0) throw new Refusal('closed-already');
		return { answer: { day: which }, person: null, centre, detail: { day: which } };
	}
);

/** It opens on that day after all. */
export const openDay = command(
	{ name: 'places.open-day', group: 'run-house', input: v.object({ day }), answer: v.object({ day: v.string() }) },
	async ({ db, actor }, { day: which }) => {
		const centre = centreOf(actor);
		if ((await dropClosedDay(db, centre, which)).count === 0) throw new Refusal('day-not-closed');
		return { answer: { day: which }, person: null, centre, detail: { day: which } };
	}
);
