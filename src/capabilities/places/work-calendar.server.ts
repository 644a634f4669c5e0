import type { Db } from '#platform/db.server.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { isHoliday } from './rules-calendar.ts';
import type { WorkCalendar } from './rules-work-time.ts';
import { listClosedDays } from './sql-closed-days.server.ts';
import { listOpenings } from './sql.server.ts';

/** So far back a promise may have been made that is still counted. */
const BACK_DAYS = 400;

/** When a centre works: its hours of the week, without the days off of the State and its own. A Saturday that is worked in exchange counts as its own hours say. */
export async function workCalendarOf(sql: Db, centre: number, now: Date): Promise<WorkCalendar> {
	const [week, closed] = await Promise.all([
		listOpenings(sql, centre),
		listClosedDays(sql, centre, addDays(dayOf(now), -BACK_DAYS))
	]);
	const own = new Set(closed.map(({ day }) => day));
	return { week, rests: (day) => own.has(day) || isHoliday(day) };
}
