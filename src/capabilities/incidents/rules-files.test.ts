import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '#kernel/day.ts';
import { reasonOf, within, type Span, type Standing } from './rules-files.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-07-13T00:00:00+07:00');
const at = (hour: number): Date => new Date(START + hour * HOUR);
const NOW = 240;

/** Spans as they come: one after the other, the last of them perhaps not over. */
const spansOf = fc
	.record({
		cuts: fc.uniqueArray(fc.integer({ min: 0, max: NOW - 1 }), { minLength: 1, maxLength: 7 }),
		open: fc.boolean()
	})
	.map(({ cuts, open }): Span[] => {
		const sorted = cuts.toSorted((a, b) => a - b);
		const spans: Span[] = [];
		for (let n = 0; n + 1 < sorted.length; n += 2) spans.push({ since: at(sorted[n]!), until: at(sorted[n + 1]!) });
		const last = sorted.at(-1)!;
		if (sorted.length % 2 === 1) spans.push({ since: at(last), until: open ? null : at(NOW) });
		return spans;
	});

const standing = fc
	.record({
		since: fc.integer({ min: 0, max: NOW - 1 }),
		stays: fc.option(fc.integer({ min: 0, max: 120 })),
		due: fc.option(fc.integer({ min: 0, max: 11 }))
	})
	.map(({ since, stays, due }): Standing => ({
		since: at(since),
		doneAt: stays === null ? null : at(Math.min(NOW, since + stays)),
		dueOn: due === null ? null : dayOf(at(due * 24))
	}));

/** Told otherwise: hour by hour, whether it stood there while nothing answered. */
function model({ since, doneAt, dueOn }: Standing, spans: readonly Span[]): 'slowed' | 'late' | null {
	const hours = Array.from({ length: NOW }, (_, hour) => hour).filter((hour) => {
		const middle = +at(hour) + HOUR / 2;
		const stood = +since < middle && middle < +(doneAt ?? at(NOW));
		return stood && spans.some((span) => +span.since < middle && middle < +(span.until ?? at(NOW)));
	});
	const [first] = hours;
	if (first === undefined) return null;
	const began = spans.find((span) => +span.since <= +at(first) && +at(first) < +(span.until ?? at(NOW)))!.since;
	if (dueOn === null || dayOf(began) > dueOn) return 'slowed';
	return dayOf(doneAt ?? at(NOW)) > dueOn ? 'late' : 'slowed';
}

test('a file is told of an outage that it stood through, and is late for it where its day passed meanwhile', () => {
	fc.assert(
		fc.property(standing, spansOf, (file, spans) => {
			expect(reasonOf(file, spans, at(NOW))).toBe(model(file, spans));
		}),
		{ numRuns: 600 }
	);
});

test('an outage that reaches further touches no file less', () => {
	fc.assert(
		fc.property(standing, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 39 }), (file, since, long) => {
			const short = [{ since: at(since), until: at(since + long) }];
			const longer = [{ since: at(since), until: at(NOW) }];
			if (reasonOf(file, short, at(NOW)) !== null) expect(reasonOf(file, longer, at(NOW))).not.toBeNull();
		})
	);
});

test('what lies within a month is cut at both of its ends', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 100 }),
			fc.integer({ min: 0, max: 100 }),
			fc.boolean(),
			(since, long, open) => {
				const cut = within({ since: at(since), until: open ? null : at(since + long) }, at(40), at(70));
				const [begins, ends] = [Math.max(40, since), open ? 70 : Math.min(70, since + long)];
				expect(cut).toEqual(begins < ends ? { from: at(begins), to: at(ends) } : null);
			}
		)
	);
});
