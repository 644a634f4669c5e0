import { dayOf } from '#kernel/day.ts';

// Which files an outage of the portal held up, and which of them are late for it.

/** From when on a system did not answer, and until when; null: it does not yet. */
export type Span = { since: Date; until: Date | null };
/** A file that stood before the portal: since when, until when (null: it still does), and by which day its result was promised. */
export type Standing = { since: Date; doneAt: Date | null; dueOn: string | null };
export const reasons = ['slowed', 'late'] as const;
export type Reason = (typeof reasons)[number];

/** What lies of a span within a time; null where nothing does. */
export function within({ since, until }: Span, from: Date, to: Date): { from: Date; to: Date } | null {
	const begins = since > from ? since : from;
	const ends = until !== null && until < to ? until : to;
	return begins < ends ? { from: begins, to: ends } : null;
}

/**
 * Why a file is told something: it stood there while nothing answered. It is late for it where its day was not over when that began and it
 * came through after it, or still has not. One that was late before is held up once more, and not late for it. Null: it was not touched.
 */
export function reasonOf({ since, doneAt, dueOn }: Standing, spans: readonly Span[], now: Date): Reason | null {
	const left = doneAt ?? now;
	const touched = spans.filter((span) => within({ ...span, until: span.until ?? now }, since, left) !== null);
	if (touched.length === 0) return null;
	const began = dayOf(new Date(Math.min(...touched.map((span) => span.since.getTime()))));
	return dueOn !== null && dueOn >= began && dayOf(left) > dueOn ? 'late' : 'slowed';
}
