/** When doors open and close on one day of the week (0 is Sunday), as `hh:mm`. */
export type Span = { opens: string; closes: string };
export type WeekSpan = Span & { weekday: number };

/** Monday first, as people here read a week. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

const SPAN = /^(\d{1,2})(?:[:h.](\d{2})?)?\s*(?:-|–|—|đến|tới)\s*(\d{1,2})(?:[:h.](\d{2})?)?$/u;
const clock = (hours: string, minutes = '00'): string => `${hours.padStart(2, '0')}:${minutes || '00'}`;
const isClock = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);

/**
 * What somebody typed for one day: `7h-11h30, 13:30–17:00`. Nothing, or a word for rest, is a day without hours; null where it is
 * none of these, ends before it begins, or two spans overlap.
 */
export function readHours(typed: string): Span[] | null {
	const text = typed.trim().toLocaleLowerCase('vi');
	if (text === '' || /^(nghỉ|nghi|đóng|closed|बंद|-|–)$/u.test(text)) return [];
	const spans: Span[] = [];
	for (const part of text.split(/[,;]|\s+và\s+/u)) {
		const found = SPAN.exec(part.trim());
		if (!found) return null;
		const [, fromHour, fromMinute, toHour, toMinute] = found;
		spans.push({ opens: clock(fromHour!, fromMinute), closes: clock(toHour!, toMinute) });
	}
	return fits(spans) ? spans : null;
}

/** Whether the spans of one day are times of day, each ending after it begins, one after the other. */
export const fits = (spans: readonly Span[]): boolean =>
	spans.length <= 4 &&
	spans.every(({ opens, closes }, n) => {
		const before = spans[n - 1];
		return isClock(opens) && isClock(closes) && opens < closes && (before === undefined || before.closes <= opens);
	});

/** One day as it is read and typed: `07:00–11:30, 13:30–17:00`; nothing on a day of rest. */
export const saidHours = (week: readonly WeekSpan[], weekday: number): string =>
	week
		.filter((span) => span.weekday === weekday)
		.toSorted((a, b) => a.opens.localeCompare(b.opens))
		.map(({ opens, closes }) => `${opens}–${closes}`)
		.join(', ');

/** The whole week in one line: the state that a page has seen. */
export const weekSeen = (week: readonly WeekSpan[]): string => WEEK.map((day) => saidHours(week, day)).join('|');
