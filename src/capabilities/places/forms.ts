import * as v from 'valibot';
import { readHours, WEEK, type Span, type WeekSpan } from './rules-hours.ts';

// Forms of this room that look otherwise than what their commands take.

/** One day of the week as it is typed. */
const Day = v.pipe(
	v.string(),
	v.check((typed) => readHours(typed) !== null, 'hours-shape'),
	v.transform((typed): Span[] => readHours(typed) ?? [])
);
const names = WEEK.map((weekday) => `day-${weekday}` as const);

/** A box for each day of the week. */
export const HoursForm = v.pipe(
	v.object(v.entriesFromList(names, Day)),
	v.transform((days) => ({
		week: WEEK.flatMap((weekday): WeekSpan[] => days[`day-${weekday}`].map((span) => ({ weekday, ...span })))
	}))
);
