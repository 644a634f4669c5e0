import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	figures,
	hiddenIn,
	hideSmall,
	hoursEach,
	lightest,
	SMALL,
	isTold,
	totalHides,
	wholeMonths,
	type Counts,
	type Line
} from './rules-board.ts';

const column = fc.array(fc.nat(40), { maxLength: 12 });
const line = fc.record({
	key: fc.string(),
	hours: fc.nat(100),
	...(Object.fromEntries(figures.map((figure) => [figure, fc.nat(20)])) as Record<
		(typeof figures)[number],
		fc.Arbitrary<number>
	>)
});

test('no figure from one to four is told, and the smallest of the others is hidden with them', () => {
	fc.assert(
		fc.property(column, (numbers) => {
			const hidden = hiddenIn(numbers);
			for (const [at, n] of numbers.entries()) if (n > 0 && n < SMALL) expect(hidden.has(at)).toBe(true);
			for (const at of hidden) expect(numbers[at]).toBeGreaterThan(0);
			const large = [...hidden].filter((at) => isTold(numbers[at]!));
			expect(large.length).toBe(hidden.size > 0 && numbers.some((n) => n >= SMALL) ? 1 : 0);
		})
	);
	expect([...hiddenIn([1, 1, 12, 30])]).toEqual([0, 1, 2]);
});

test('from what is shown and the sum no hidden figure is found, or the sum is not told either', () => {
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
			const shown = hideSmall(lines as Line[]);
			const total = Object.fromEntries(
				figures.map((figure) => [figure, lines.reduce((n, one) => n + (one as Line)[figure], 0)])
			) as Counts;
			const sums = totalHides(total, lines as Line[]);
			for (const figure of figures) {
				if (sums.has(figure)) continue;
				expect(isTold(total[figure])).toBe(true);
				const hidden = shown.flatMap((one, at) => (one[figure] === null ? [(lines as Line[])[at]![figure]] : []));
				// Whoever takes what is shown from the sum finds one that is no small number, and not how many each is.
				if (hidden.length > 0)
					expect(hidden.reduce((n, one) => n + one, 0)).toBeGreaterThan(SMALL - 1 + hidden.length - 1);
			}
			for (const one of shown) if (one.lasting === null) expect(hoursEach(one)).toBeNull();
		})
	);
});

test('hours are told of somebody, never of nobody', () => {
	expect(hoursEach({ hours: 36, lasting: 6 })).toBe(6);
	expect(hoursEach({ hours: 36, lasting: 0 })).toBeNull();
	expect(hoursEach({ hours: null, lasting: 6 })).toBeNull();
});

test('whoever carried least of those invited is asked next; the centre never, and nobody where one alone was', () => {
	const of = (organisation: string, invited: number, taught: number, helped: number) => ({
		...{ organisation, invited, taught, helped },
		...{ assessed: 0, late: 0 }
	});
	const all = [
		of('centre', 6, 0, 0),
		of('police', 3, 1, 2),
		of('youth', 4, 3, 9),
		of('farmers', 5, 1, 1),
		of('women', 0, 0, 0)
	];
	expect(lightest(all)?.organisation).toBe('farmers');
	expect(lightest([of('centre', 6, 0, 0), of('police', 3, 1, 2)])).toBeNull();
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)), { maxLength: 8 }), (rows) => {
			const list = rows.map(([a, b, c], n) => of(`o${n}`, a, b, c));
			const least = lightest(list);
			if (least)
				for (const one of list)
					if (one.invited > 0) expect(one.taught + one.helped).toBeGreaterThanOrEqual(least.taught + least.helped);
		})
	);
});

test('whoever may not know whom it counts reads of whole months: two spans that differ by a day are one', () => {
	expect(wholeMonths({ from: '2026-06-30', to: '2026-12-01' })).toEqual({ from: '2026-06-01', to: '2026-12-31' });
	expect(wholeMonths({ from: '2028-02-29', to: '2028-02-29' })).toEqual({ from: '2028-02-01', to: '2028-02-29' });
	expect(wholeMonths({ from: '2026-04-02', to: '2026-04-30' })).toEqual({ from: '2026-04-01', to: '2026-04-30' });
});
