import { homeOf } from '#kernel/actor.ts';
import { addDays, dayOf, weekdayOf } from '#kernel/day.ts';
import { query } from '#platform/dispatch.server.ts';
import { Counted, Nothing } from './inputs.ts';
import { countedHow, countedRatings, countedServed, countedStatus, countedWaiting, type CountedRow } from './sql-counted.server.ts';
import { countCasesByStatus, countDue, countHow, countKept, countRatings, countWaiting, listServed } from './sql.server.ts';

const WEEKS = 5;

/** The Monday of the week that a day lies in. */
const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/** A leader's morning: each figure with what it is of, and a way to open what it counts. */
export const today = query('insights.today', Nothing, async ({ db, actor, now }) => {
	const day = dayOf(now);
	const [waiting, served, statuses, how, ratings, due, kept] = await Promise.all([
		countWaiting(db, actor.centres, day, now),
		listServed(db, actor.centres, day),
		countCasesByStatus(db, actor.centres),
		countHow(db, actor.centres, addDays(mondayOf(day), -7 * (WEEKS - 1)), day),
		countRatings(db, actor.centres, day),
		countDue(db, actor.centres, day),
		countKept(db, homeOf(actor) ?? 0, addDays(day, -1))
	]);
	return { day, now, waiting, served, statuses, how, ratings, due, kept };
});

/** What one figure counts, row by row; refuses nothing that `today` showed. */
export const counted = query('insights.counted', Counted, async ({ db, actor, now }, { figure, key }): Promise<CountedRow[]> => {
	const day = dayOf(now);
	const [first = '', second = ''] = key.split(':');
	const open: Record<string, () => Promise<CountedRow[]>> = {
		waiting: () => countedWaiting(db, actor.centres, day),
		served: () => countedServed(db, actor.centres, day, first || 'all'),
		status: () => countedStatus(db, actor.centres, /^\d+$/.test(first) ? Number(first) : null),
		how: () => countedHow(db, actor.centres, /^\d{4}-\d\d-\d\d$/.test(first) ? first : mondayOf(day), second),
		rating: () => countedRatings(db, actor.centres, day, Number(first) || 0)
	};
	return open[figure]!();
});
