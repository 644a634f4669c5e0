import { metres, type Spot } from './rules-ground.ts';

export type Door = { id: string; lane: string | null; spot: Spot | null };

/** A path in a village is longer than the straight line by this much (`visit-planning` 3.1). */
const BENDS = 1.35;
/** An assumption that no figure carries yet, used to weigh walking against doors: minutes at a door, and metres walked in a minute. */
const AT_DOOR = 10;
const PER_MINUTE = 67;
const PASSES = 8;

/** How far somebody walks who goes to each of these once, in metres: a short tour, not the shortest. Doors without a spot add nothing. */
export function walkOf(doors: readonly Door[]): number {
	const tour = shorter(nearestNext(doors));
	const straight = tour.slice(1).reduce((sum, spot, n) => sum + metres(tour[n]!, spot), 0);
	return Math.round(straight * BENDS);
}

/** From the west on, always to the nearest that is left. */
function nearestNext(doors: readonly Door[]): Spot[] {
	const left = doors.flatMap(({ spot }) => (spot ? [spot] : [])).toSorted(([a, b], [c, d]) => a - c || b - d);
	const tour = left.splice(0, 1);
	while (left.length > 0) {
		const [lon, lat] = tour.at(-1)!;
		let nearest = 0;
		let best = Infinity;
		// Neighbours are compared by degrees: who is nearest does not need metres.
		for (const [n, [x, y]] of left.entries()) {
			const apart = (x - lon) ** 2 + (y - lat) ** 2;
			if (apart < best) [nearest, best] = [n, apart];
		}
		tour.push(...left.splice(nearest, 1));
	}
	return tour;
}

/** Crossings taken out of a tour, by turning a part of it round wherever that makes it shorter. */
function shorter(tour: Spot[]): Spot[] {
	let turned = true;
	for (let pass = 0; pass < PASSES && turned; pass++) {
		turned = false;
		for (let i = 0; i < tour.length - 2; i++) turned = turnAfter(tour, i) || turned;
	}
	return tour;
}

/** Turns what follows a stop round, up to wherever that makes the tour shorter; answers whether it did. */
function turnAfter(tour: Spot[], i: number): boolean {
	let turned = false;
	for (let k = i + 2; k < tour.length; k++) {
		const end = tour[k + 1];
		const now = metres(tour[i]!, tour[i + 1]!) + (end ? metres(tour[k]!, end) : 0);
		const then = metres(tour[i]!, tour[k]!) + (end ? metres(tour[i + 1]!, end) : 0);
		if (then >= now - 1e-6) continue;
		tour.splice(i + 1, k - i, ...tour.slice(i + 1, k + 1).toReversed());
		turned = true;
	}
	return turned;
}

/** What going through some doors takes, in minutes. */
export const minutesOf = (doors: number, walk: number): number => doors * AT_DOOR + walk / PER_MINUTE;

/** A lane, or a piece of a long one, that is given away as a whole. */
type Piece = { doors: readonly Door[]; minutes: number; middle: Spot | null };

const middleOf = (spots: readonly Spot[]): Spot | null =>
	spots.length === 0
		? null
		: [
				spots.reduce((sum, [lon]) => sum + lon, 0) / spots.length,
				spots.reduce((sum, [, lat]) => sum + lat, 0) / spots.length
			];

const spotsOf = (doors: readonly Door[]): Spot[] => doors.flatMap(({ spot }) => (spot ? [spot] : []));

const pieceOf = (doors: readonly Door[]): Piece => ({
	doors,
	minutes: minutesOf(doors.length, walkOf(doors)),
	middle: middleOf(spotsOf(doors))
});

/** Lanes as they are; one that would fill a third of a part is cut along its length, so that parts can be made even. */
function piecesOf(doors: readonly Door[], parts: number): Piece[] {
	const lanes = Map.groupBy(doors, ({ lane }) => lane ?? '');
	const most = Math.max(1, Math.ceil(doors.length / parts / 3));
	return [...lanes.values()].flatMap((lane) => {
		const along = alongItself(lane);
		const cuts = Math.ceil(along.length / most);
		const size = Math.ceil(along.length / cuts);
		return Array.from({ length: cuts }, (_, n) => along.slice(n * size, (n + 1) * size))
			.filter((piece) => piece.length > 0)
			.map((piece) => pieceOf(piece));
	});
}

/** In order along the wider side of where they stand; those without a spot stay as they came, at the end. */
function alongItself(doors: readonly Door[]): Door[] {
	const spots = spotsOf(doors);
	const wide = (n: 0 | 1): number =>
		Math.max(...spots.map((spot) => spot[n])) - Math.min(...spots.map((spot) => spot[n]));
	const axis = spots.length > 0 && wide(1) > wide(0) ? 1 : 0;
	return doors.toSorted((a, b) => (a.spot?.[axis] ?? Infinity) - (b.spot?.[axis] ?? Infinity) || 0);
}

/**
 * Doors divided among `parts` people by households and walking: near ones together, each with about as many minutes. Answers as many
 * lists of ids, some of them empty where there are fewer doors than people.
 */
export function balanced(doors: readonly Door[], parts: number): string[][] {
	const pieces = piecesOf(doors, parts);
	const groups = grown(pieces, parts);
	evenOut(groups);
	return groups.map((group) => group.flatMap((piece) => piece.doors.map(({ id }) => id)));
}

const minutesIn = (group: readonly Piece[]): number => group.reduce((sum, { minutes }) => sum + minutes, 0);
const apart = (one: Spot | null, other: Spot | null): number => (one && other ? metres(one, other) : 0);
const middleIn = (group: readonly Piece[]): Spot | null =>
	middleOf(group.flatMap(({ middle }) => (middle ? [middle] : [])));

/** From pieces that lie far from one another, the lightest group always takes the piece that is nearest to it. */
function grown(pieces: readonly Piece[], parts: number): Piece[][] {
	const left = [...pieces];
	const groups: Piece[][] = Array.from({ length: parts }, () => []);
	const all = middleIn(pieces);
	for (const group of groups) {
		const seeds = groups.flatMap((one) => one);
		const far = (piece: Piece): number =>
			seeds.length === 0
				? apart(piece.middle, all)
				: Math.min(...seeds.map((seed) => apart(piece.middle, seed.middle)));
		const seed = left.reduce<Piece | undefined>(
			(best, piece) => (!best || far(piece) > far(best) ? piece : best),
			undefined
		);
		if (seed) group.push(...left.splice(left.indexOf(seed), 1));
	}
	while (left.length > 0) {
		const group = groups.reduce((least, one) => (minutesIn(one) < minutesIn(least) ? one : least));
		const here = middleIn(group);
		const next = left.reduce((best, piece) => (apart(piece.middle, here) < apart(best.middle, here) ? piece : best));
		group.push(...left.splice(left.indexOf(next), 1));
	}
	return groups;
}

/** Pieces go over from heavier groups to lighter ones, the nearest first, as long as that brings the two closer to each other. */
function evenOut(groups: Piece[][]): void {
	for (let turn = 0; turn < groups.length * 40; turn++) {
		const moves = groups.flatMap((from) =>
			groups.flatMap((to) => {
				const gap = minutesIn(from) - minutesIn(to);
				return from.length < 2
					? []
					: from
							.filter(({ minutes }) => minutes < gap)
							.map((piece) => ({
								from,
								to,
								piece,
								gain: gap - Math.abs(gap - 2 * piece.minutes),
								way: apart(piece.middle, middleIn(to))
							}));
			})
		);
		const best = moves.toSorted((a, b) => b.gain - b.way / PER_MINUTE - (a.gain - a.way / PER_MINUTE))[0];
		if (!best || best.gain <= 1) return;
		best.from.splice(best.from.indexOf(best.piece), 1);
		best.to.push(best.piece);
	}
}

/** Which list goes to which letter, so that as few doors as possible change hands: the largest overlap first. */
export function keepHands(
	lists: readonly (readonly string[])[],
	letters: readonly string[],
	now: ReadonlyMap<string, string | null>
): Map<string, readonly string[]> {
	const overlaps = lists.flatMap((list, n) =>
		letters.map((letter) => ({ n, letter, same: list.filter((id) => now.get(id) === letter).length }))
	);
	const kept = new Map<string, readonly string[]>();
	const done = new Set<number>();
	for (const { n, letter } of overlaps.toSorted((a, b) => b.same - a.same || a.n - b.n))
		if (!done.has(n) && !kept.has(letter)) {
			kept.set(letter, lists[n]!);
			done.add(n);
		}
	return kept;
}

/** How many households the fullest part has more than the emptiest. */
export const unevenBy = (counts: readonly number[]): number =>
	counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts);

export const MOST_PARTS = 12;
const LETTERS = 'ABCDEFGHIKLM';
/** The next letter that no part has; the letters are those that are told apart when read aloud. */
export const nextLetter = (taken: readonly string[]): string | undefined =>
	[...LETTERS].find((letter) => !taken.includes(letter));
