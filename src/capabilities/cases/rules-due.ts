import { addDays, dayOf, timeOf } from '#kernel/day.ts';

export type TimeLimit = { qty: number | null; unit: 'SAME_DAY' | 'IMMEDIATE' | 'WORKING_DAY' | 'DAY' | 'OTHER' };

/** Received after this hour counts from the next working day (DVCQG 1.001193). */
export const CUT_OFF = '15:00';

/**
 * The day on which the result is promised, or null where the catalogue does not say. Working days skip days off; a
 * calendar day's appointment rolls forward off a day off.
 */
export function dueOn(limit: TimeLimit, receivedAt: Date, off: (day: string) => boolean): string | null {
	if (limit.unit === 'OTHER') return null;
	const forward = (day: string): string => (off(day) ? forward(addDays(day, 1)) : day);
	const received = dayOf(receivedAt);
	const late = timeOf(receivedAt) >= CUT_OFF || off(received);
	if (limit.unit === 'SAME_DAY' || limit.unit === 'IMMEDIATE') return late ? forward(addDays(received, 1)) : received;
	if (limit.qty === null) return null;
	const start = late ? forward(addDays(received, 1)) : received;
	if (limit.unit === 'DAY') return forward(addDays(start, limit.qty));
	let day = late ? addDays(start, -1) : start;
	for (let left = limit.qty; left > 0; left--) day = forward(addDays(day, 1));
	return day;
}
