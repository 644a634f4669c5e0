import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import { acts, givesBy, mayAct, paperFault, papers, scopes, type Representation } from './rules-represent.ts';

const START = '2026-01-01';
const anyDay = fc.integer({ min: 0, max: 800 }).map((n) => addDays(START, n));
const standing: fc.Arbitrary<Representation> = fc.record({
	scope: fc.constantFrom(...scopes),
	from: anyDay,
	to: fc.option(anyDay, { nil: null }),
	ended: fc.boolean(),
	businessEndedOn: fc.option(anyDay, { nil: null })
});

/** Said the long way: which days, counted one by one, and what each scope holds. */
const model = (one: Representation, act: string, day: string): boolean => {
	const reads = act === 'follow';
	const inScope = one.scope === 'follow' ? reads : true;
	const days = Array.from({ length: 1000 }, (_, n) => addDays(one.from, n));
	const last = one.to === null ? days.length : days.indexOf(one.to);
	const end = one.businessEndedOn === null ? days.length : days.indexOf(one.businessEndedOn);
	const until = Math.min(
		last < 0 ? -1 : last,
		end < 0 ? (one.businessEndedOn! < one.from ? -1 : days.length) : end - 1
	);
	const at = days.indexOf(day);
	return inScope && !one.ended && at >= 0 && at <= until;
};

test('what a scope allows on which day is what a model says that counts the days', () => {
	fc.assert(
		fc.property(standing, fc.constantFrom(...acts), anyDay, (one, act, day) => {
			expect(mayAct(one, act, day)).toBe(model(one, act, day));
		}),
		{ numRuns: 300 }
	);
});

test('nobody asks who does not follow too, and what ended allows nothing on any day', () => {
	fc.assert(
		fc.property(standing, anyDay, (one, day) => {
			if (mayAct(one, 'ask', day)) expect(mayAct(one, 'follow', day)).toBe(true);
			for (const act of acts) expect(mayAct({ ...one, ended: true }, act, day)).toBe(false);
		})
	);
});

test('what a paper may give is one of its scopes, from a day to a later one, and its end is said', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...papers),
			fc.constantFrom(...scopes),
			anyDay,
			fc.option(anyDay, { nil: null }),
			fc.boolean(),
			anyDay,
			(paper, scope, from, to, open, today) => {
				const fault = paperFault({ paper, scope, from, to, open }, today);
				if (fault !== null) return;
				expect(givesBy[paper]).toContain(scope);
				expect(to === null ? open || paper === 'registration' : !open && from <= to && today <= to).toBe(true);
			}
		)
	);
});

test.each([
	['registration', 'everything', null, false, null],
	['registration', 'ask', null, false, 'represent-scope'],
	['authority', 'ask', null, false, 'represent-until-missing'],
	['authority', 'ask', null, true, null],
	['authority', 'ask', '2026-12-31', true, 'represent-until-two'],
	['appointment', 'follow', '2026-07-13', false, 'represent-over'],
	['appointment', 'follow', '2026-06-30', false, 'represent-days'],
	['appointment', 'follow', '2026-07-14', false, null]
] as const)('a paper of %s for %s until %s (no end: %s): %s', (paper, scope, to, open, fault) => {
	expect(paperFault({ paper, scope, from: '2026-07-01', to, open }, '2026-07-14')).toBe(fault);
});
