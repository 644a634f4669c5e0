import ical from 'ical-generator';
import type { CalendarEntry } from '#capabilities/home-visits/answers.ts';
import { m } from '#words';

type Locale = 'vi' | 'en' | 'hi';

/** An hour of a day in Viet Nam, which has had no summer time since it is one country (UTC+7). */
const at = (day: string, hour: string): Date => new Date(`${day}T${hour}:00+07:00`);

/** Days out and told times as iCalendar (RFC 5545). It is read again each hour. */
export function calendarOf(entries: readonly CalendarEntry[], locale: Locale): string {
	const calendar = ical({
		name: m['home-visits.calendar']({}, { locale }),
		prodId: '//Từng Nhà//đến nhà//VI',
		ttl: 3600
	});
	for (const one of entries) {
		const where = one.hamlet ?? '';
		calendar.createEvent({
			id: `${one.id}@tung-nha`,
			start: at(one.day, one.from),
			end: at(one.day, one.until),
			stamp: one.at,
			summary:
				one.what === 'visit'
					? m['home-visits.calendar-visit']({ where }, { locale })
					: m['home-visits.calendar-out']({ where }, { locale }),
			description: m['home-visits.calendar-how']({}, { locale }),
			location: where
		});
	}
	return calendar.toString();
}
