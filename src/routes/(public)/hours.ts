import { clockTime, type Locale } from '#design/spoken.ts';
import { m } from '#words';

/** Today's hours in one sentence; a centre that is open without hours (the demo's) says only that. */
export function hoursWords(
	{ open, rest, hours }: { open: boolean; rest: string | null; hours: readonly { opens: string; closes: string }[] },
	locale: Locale
): string {
	if (rest !== null) return rest === '' ? m['places.rest-holiday']() : m['places.rest-own']({ why: rest });
	if (hours.length === 0) return open ? m['places.open-today']() : m['places.closed-today']();
	const spans = hours.map(({ opens, closes }) =>
		m['places.span']({ opens: clockTime(opens, locale), closes: clockTime(closes, locale) })
	);
	return m['places.hours-today']({ hours: spans.join(', ') });
}
