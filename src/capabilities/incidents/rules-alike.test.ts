import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENOUGH, FRESH_MINUTES, suggestions, WINDOW_MINUTES, type Sign } from './rules-alike.ts';

const MINUTE = 60_000;
const NOW = new Date('2026-07-14T10:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE);
const sign = (system: string, minutes: number): Sign => ({ system, at: ago(minutes) });

const many = fc.array(
	fc.record({ system: fc.constantFrom('portal', 'e-id', 'signature'), minutes: fc.integer({ min: -30, max: 1700 }) }),
	{ maxLength: 40 }
);

/** Told otherwise: a sign counts where two others of its system can be found with which it lies in one window; every three are looked at. */
function model(signs: readonly Sign[]): Map<string, Date[]> {
	const fresh = signs.filter(({ at }) => +at <= +NOW && +NOW - +at <= FRESH_MINUTES * MINUTE);
	const found = new Map<string, Date[]>();
	for (const [i, one] of fresh.entries()) {
		const near = (k: number): boolean =>
			k !== i && fresh[k]!.system === one.system && Math.abs(+fresh[k]!.at - +one.at) <= WINDOW_MINUTES * MINUTE;
		const others = fresh.map((_, k) => k).filter(near);
		const counts = others.some((a) =>
			others.some((b) => a !== b && Math.abs(+fresh[a]!.at - +fresh[b]!.at) <= WINDOW_MINUTES * MINUTE)
		);
		if (counts) found.set(one.system, [...(found.get(one.system) ?? []), one.at]);
	}
	return found;
}

test('what is suggested is what three of a kind within one window say, however they are looked at', () => {
	fc.assert(
		fc.property(many, (drawn) => {
			const signs = drawn.map(({ system, minutes }) => sign(system, minutes));
			const said = suggestions(signs, NOW);
			const expected = model(signs);
			expect(new Set(said.map(({ system }) => system))).toEqual(new Set(expected.keys()));
			for (const { system, since, signs: own } of said) {
				const times = expected.get(system)!.map(Number);
				expect(own.map(({ at }) => +at)).toEqual(times.toSorted((a, b) => a - b));
				expect(+since).toBe(Math.min(...times));
			}
		}),
		{ numRuns: 400 }
	);
});

test('the order in which signs are told changes nothing, and one more sign takes none away', () => {
	fc.assert(
		fc.property(many, fc.integer({ min: 0, max: 1400 }), (drawn, minutes) => {
			const signs = drawn.map((one) => sign(one.system, one.minutes));
			const key = (all: readonly Sign[]) =>
				suggestions(all, NOW)
					.flatMap(({ signs: own }) => own.map(({ system, at }) => `${system} ${+at}`))
					.toSorted();
			expect(key(signs.toReversed())).toEqual(key(signs));
			const after = key([...signs, sign('portal', minutes)]);
			for (const one of key(signs)) expect(after).toContain(one);
		}),
		{ numRuns: 300 }
	);
});

test.each([
	['two are no incident', [10, 20], 0],
	['three within two hours are one', [10, 20, 130], 3],
	['a minute more is none', [10, 20, 131], 0],
	['of yesterday none', [1441, 1442, 1443], 0],
	['none of what is still to come', [-1, 10, 20], 0],
	['an old three stays while a single later one is not of it', [1, 600, 610, 620], 3]
] as const)('%s', (_, minutes, count) => {
	const said = suggestions(
		minutes.map((one) => sign('portal', one)),
		NOW
	);
	expect(said.flatMap(({ signs }) => signs)).toHaveLength(count);
	expect(ENOUGH).toBe(3);
});
