import { clockTime, type Locale } from '#design/spoken.ts';
import { m } from '#words';

/** Today's hours in one sentence; a centre that is open without hours (the demo's) says only that. */
export function hoursWords(
	{ open, hours }: { open: boolean; hours: readonly { opens: string; closes: string }[] },
	locale: Locale
): string {
	if (hours.length === 0) return open ? m['places.open-today']() : m['places.closed-today']();
	const spans = hours.map(({ opens, closes }) =>
		m['places.span']({ opens: clockTime(opens, locale), closes: clockTime(closes, locale) })
	);
	return m['places.hours-today']({ hours: spans.join(', ') });
}
