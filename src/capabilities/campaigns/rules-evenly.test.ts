import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metres, type Spot } from '#kernel/ground.ts';
import { atOnce } from '#kernel/steps.ts';
import { annealing, type Piece } from './rules-evenly.ts';

// Pieces are given to the same parts as when every part was weighed anew at each step, and every door with every other.

const takes = (within: number, span: number, shared: number): number => within + span / 25 + shared * 3;

function gapsPlainly(pieces: readonly Piece[]): number[][] {
	return pieces.map(({ spots: here }) =>
		pieces.map(({ spots: there }) =>
			here.length === 0 || there.length === 0
				? 0
				: Math.min(...here.map((spot) => Math.min(...there.map((other) => metres(spot, other)))))
		)
	);
}

function spanPlainly(own: readonly number[], gaps: readonly number[][]): number {
	const left = new Map(own.slice(1).map((n) => [n, gaps[own[0]!]![n]!]));
	let span = 0;
	while (left.size > 0) {
		const [next, way] = [...left].reduce((best, one) => (one[1] < best[1] ? one : best));
		span += way;
		left.delete(next);
		for (const [n, known] of left) left.set(n, Math.min(known, gaps[next]![n]!));
	}
	return span;
}

function costPlainly(owner: readonly number[], pieces: readonly Piece[], gaps: number[][], parts: number): number {
	const holders = Map.groupBy(pieces.keys(), (n) => pieces[n]!.lane);
	const sharedBy = new Map([...holders].map(([lane, own]) => [lane, new Set([...own].map((n) => owner[n])).size > 1]));
	let cost = 0;
	for (let part = 0; part < parts; part++) {
		const own = [...owner.keys()].filter((n) => owner[n] === part);
		const shared = new Set(own.map((n) => pieces[n]!.lane).filter((lane) => sharedBy.get(lane))).size;
		const within = own.reduce((sum, n) => sum + pieces[n]!.minutes, 0);
		cost += takes(within, spanPlainly(own, gaps), shared) ** 4;
	}
	return cost;
}

function plainly(pieces: readonly Piece[], parts: number): number[] {
	let seed = 20_250_701;
	const roll = (sides: number): number => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * sides);
	};
	const gaps = gapsPlainly(pieces);
	let now = pieces.map((_, n) => Math.floor((n * parts) / pieces.length));
	let cost = costPlainly(now, pieces, gaps, parts);
	let [best, least] = [now, cost];
	for (let step = 0; step < 6000 && parts > 1 && pieces.length > 1; step++) {
		const next = [...now];
		const [one, other] = [roll(pieces.length), roll(pieces.length)];
		if (roll(2) === 0) next[one] = roll(parts);
		else [next[one], next[other]] = [now[other]!, now[one]!];
		const then = costPlainly(next, pieces, gaps, parts);
		const heat = (cost / 20) * (1 - step / 6000) ** 3;
		if (then < cost || roll(1_000_000) / 1_000_000 < Math.exp((cost - then) / Math.max(heat, 1e-9)))
			[now, cost] = [next, then];
		if (cost < least) [best, least] = [now, cost];
	}
	return best;
}

const spot: fc.Arbitrary<Spot> = fc
	.tuple(fc.nat(4000), fc.nat(4000))
	.map(([x, y]) => [105.7 + x / 2e5, 19.6 + y / 2e5]);
const piece: fc.Arbitrary<Piece> = fc.record({
	...{ lane: fc.constantFrom('', 'a', 'b', 'c', 'd'), minutes: fc.integer({ min: 1, max: 400 }) },
	spots: fc.array(spot, { maxLength: 12 })
});

test('pieces go to the same parts', () => {
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), (pieces, parts) => {
			expect(atOnce(annealing(pieces, parts, takes))).toEqual(plainly(pieces, parts));
		}),
		{ numRuns: 25 }
	);
});
