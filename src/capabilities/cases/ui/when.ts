import { dayOf, timeOf } from '#kernel/day.ts';
import { clockTime, spokenDay, type Locale } from '#design/spoken.ts';

/** When something happened: the clock alone today, with its day before that. "9 giờ 57", "9 giờ 57, 14 tháng 7". */
export function when(at: Date, now: Date, locale: Locale): string {
	const time = clockTime(timeOf(at), locale);
	return dayOf(at) === dayOf(now) ? time : `${time}, ${spokenDay(dayOf(at), locale)}`;
}
