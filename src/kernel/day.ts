const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

/** How far the centres are ahead of UTC, ms: all year, since 1975. */
const AHEAD = 7 * 3_600_000;

/** The calendar day (`yyyy-mm-dd`) of an instant where the centres are; a UTC day would turn at 7 in the morning. Reckoned, not formatted: it is asked thousands of times. */
export function dayOf(instant: Date): string {
	const text = new Date(instant.getTime() + AHEAD).toISOString();
	// From the year 10000 on it has a sign and six digits.
	return text.slice(text.startsWith('+0') ? 2 : 0, text.indexOf('T'));
}

/** The time of day (`hh:mm`, 24 h) of an instant where the centres are. */
export const timeOf = (instant: Date): string => clock.format(instant);

/** The instant at which a local day and time (`yyyy-mm-dd`, `hh:mm`) begin. */
export const instantOf = (day: string, time = '00:00'): Date => new Date(`${day}T${time}:00+07:00`);

/** Whether text is a day of the calendar as `yyyy-mm-dd`: 29 February is one in leap years alone. */
export const isDay = (text: string): boolean =>
	/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instantOf(text).getTime()) && dayOf(instantOf(text)) === text;

/** A day some days later (or earlier, when negative). */
export const addDays = (day: string, days: number): string =>
	dayOf(new Date(instantOf(day, '12:00').getTime() + days * 86_400_000));

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export const minutesBetween = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / 60_000);

/** As far ahead as anything is promised or opened: a year, with its odd day. */
export const DAYS_AHEAD = 366;
