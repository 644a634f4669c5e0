import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atOnce } from '#kernel/steps.ts';
import { balancing, keepHands, nextLetter, unevenBy, walking, type Door } from './rules-division.ts';
import { metres, type Spot } from '#kernel/ground.ts';
import { drawnIn } from './rules-ground.ts';

const walkOf = (doors: readonly Door[]): number => atOnce(walking(doors));
const balanced = (doors: readonly Door[], parts: number): string[][] => atOnce(balancing(doors, parts));

const EAST = 0.00095;
const NORTH = 0.00014;
/** Lanes that run north, a hundred metres apart. */
const laid = (lanes: readonly number[]): Door[] =>
	lanes.flatMap((many, lane) =>
		Array.from({ length: many }, (_, n) => ({
			...{ id: `${lane}-${n}`, lane: `ngõ ${lane}` },
			spot: [105.7 + lane * EAST, 19.6 + n * NORTH] as Spot
		}))
	);

describe('walking', () => {
	test('a lane is as long as it is, with its bends; without spots there is nothing to walk', () => {
		const lane = laid([11]);
		const straight = metres(lane[0]!.spot!, lane[10]!.spot!);
		expect(straight).toBeCloseTo(155.8, 0);
		expect(walkOf(lane)).toBe(Math.round(straight * 1.35));
		expect(walkOf(lane.map((door) => ({ ...door, spot: null })))).toBe(0);
	});

	test('a tour crosses itself nowhere that turning a part of it round would mend', () => {
		const two = laid([8, 8]);
		// Up one lane and down the other: twice the lane and once across.
		const lane = metres(two[0]!.spot!, two[7]!.spot!);
		const across = metres(two[0]!.spot!, two[8]!.spot!);
		expect(walkOf(two)).toBeLessThan((2 * lane + across) * 1.35 + 5);
	});
});

describe('dividing evenly', () => {
	test('every door is in one part, whatever the lanes and however many people', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
				fc.integer({ min: 1, max: 6 }),
				fc.boolean(),
				(lanes, parts, spots) => {
					const doors = laid(lanes).map((door) => (spots ? door : { ...door, spot: null }));
					const lists = balanced(doors, parts);
					expect(lists).toHaveLength(parts);
					expect(lists.flat().toSorted()).toEqual(doors.map(({ id }) => id).toSorted());
				}
			),
			{ numRuns: 40 }
		);
	});

	test.each([
		[[22, 21, 15, 24, 20, 16, 9, 19, 28], 3, 12],
		[[60], 3, 3],
		[[40, 5, 5, 5, 5], 3, 6],
		[[150, 150], 4, 12]
	])('of lanes of %j households among %i people the fullest part has at most %i more', (lanes, parts, most) => {
		expect(unevenBy(balanced(laid(lanes), parts).map(({ length }) => length))).toBeLessThanOrEqual(most);
	});

	test('neighbours stay together: parts walk little further in sum than one person alone', () => {
		const doors = laid([22, 21, 15, 24, 20, 16, 9, 19, 28]);
		const of = new Map(doors.map((door) => [door.id, door]));
		const parts = balanced(doors, 3).map((ids) => walkOf(ids.map((one) => of.get(one)!)));
		expect(parts.reduce((sum, one) => sum + one, 0)).toBeLessThan(walkOf(doors) * 1.3);
	});

	test('as few doors as possible change hands', () => {
		const now = new Map([
			...['a', 'b', 'c'].map((one): [string, string] => [one, 'A']),
			...['d', 'e'].map((one): [string, string] => [one, 'B'])
		]);
		expect([
			...keepHands(
				[
					['d', 'e', 'a'],
					['b', 'c']
				],
				['A', 'B'],
				now
			)
		]).toEqual([
			['B', ['d', 'e', 'a']],
			['A', ['b', 'c']]
		]);
	});
});

test('letters are those that are told apart aloud, twelve of them', () => {
	expect(nextLetter([])).toBe('A');
	expect(nextLetter(['A', 'C'])).toBe('B');
	expect(nextLetter([...'ABCDEFGHI'])).toBe('K');
	expect(nextLetter([...'ABCDEFGHIKLM'])).toBeUndefined();
});

test('a spot is drawn north above and found again where it was pressed', () => {
	const spots: Spot[] = [
		[105.7, 19.6],
		[105.71, 19.605]
	];
	const map = drawnIn(spots, { width: 640, height: 480, pad: 24 });
	const [[x, y], [right, above]] = [map.to(spots[0]!), map.to(spots[1]!)];
	expect(right).toBeGreaterThan(x);
	expect(above).toBeLessThan(y);
	const { corner, perX, perY } = map.ground;
	const [lon, lat] = [corner[0] + right * perX, corner[1] - above * perY];
	expect(lon).toBeCloseTo(105.71, 8);
	expect(lat).toBeCloseTo(19.605, 8);
	expect(Math.hypot(right - x, above - y) / map.perMetre).toBeCloseTo(metres(spots[0]!, spots[1]!), 0);
});
