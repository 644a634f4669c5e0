import { metres, type Spot } from '#kernel/ground.ts';

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
type Piece = { doors: readonly Door[]; lane: string; minutes: number };

const spotsOf = (doors: readonly Door[]): Spot[] => doors.flatMap(({ spot }) => (spot ? [spot] : []));

/** Lanes as they are; one that would fill a fifth of a part is cut along its length, so that parts can be made even. */
function piecesOf(doors: readonly Door[], parts: number): Piece[] {
	const lanes = Map.groupBy(doors, ({ lane }) => lane ?? '');
	const most = Math.max(1, Math.ceil(doors.length / parts / 5));
	return [...lanes].flatMap(([lane, own]) => {
		const along = alongItself(own);
		const size = Math.ceil(along.length / Math.ceil(along.length / most));
		return Array.from({ length: Math.ceil(along.length / size) }, (_, n) => along.slice(n * size, (n + 1) * size)).map(
			(piece) => ({ doors: piece, lane, minutes: minutesOf(piece.length, walkOf(piece)) })
		);
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

/** How far it is from each piece to each other, from door to door, in metres; nothing where no spot is known. */
const gapsOf = (pieces: readonly Piece[]): number[][] =>
	pieces.map((one) =>
		pieces.map((other) => {
			const [here, there] = [spotsOf(one.doors), spotsOf(other.doors)];
			if (here.length === 0 || there.length === 0) return 0;
			return Math.min(...here.map((spot) => Math.min(...there.map((far) => metres(spot, far)))));
		})
	);

/** What it costs somebody that a lane is shared with another: two who have to tell each other where they stopped, in minutes. */
const SHARED_LANE = 3;
const STEPS = 6000;

/**
 * Doors divided among `parts` people by households and walking: near ones together, each with about as many minutes, lanes whole
 * where that is fair. The same doors are always divided alike. Answers as many lists of ids, some of them empty where there are fewer
 * doors than people.
 */
export function balanced(doors: readonly Door[], parts: number): string[][] {
	const pieces = piecesOf(doors, parts);
	const gaps = gapsOf(pieces);
	const owner = annealed(pieces, gaps, parts);
	return Array.from({ length: parts }, (_, part) =>
		pieces.flatMap((piece, n) => (owner[n] === part ? piece.doors.map(({ id }) => id) : []))
	);
}

/** What a part takes, in minutes: its pieces, the ways between them, and what shared lanes cost. */
function partMinutes(
	own: readonly number[],
	pieces: readonly Piece[],
	gaps: readonly number[][],
	shared: number
): number {
	const within = own.reduce((sum, n) => sum + pieces[n]!.minutes, 0);
	// Between two lanes somebody walks there and back.
	return within + (2 * spanOf(own, gaps) * BENDS) / PER_MINUTE + shared * SHARED_LANE;
}

/** The shortest ways that join some pieces into one (Prim), in metres. */
function spanOf(own: readonly number[], gaps: readonly number[][]): number {
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

/** The fourth powers of what all parts take: least where no part is much longer than another, and then where the whole is short. */
function costOf(owner: readonly number[], pieces: readonly Piece[], gaps: readonly number[][], parts: number): number {
	const holders = Map.groupBy(pieces.keys(), (n) => pieces[n]!.lane);
	const sharedBy = new Map([...holders].map(([lane, own]) => [lane, new Set([...own].map((n) => owner[n])).size > 1]));
	let cost = 0;
	for (let part = 0; part < parts; part++) {
		const own = [...owner.keys()].filter((n) => owner[n] === part);
		const shared = new Set(own.map((n) => pieces[n]!.lane).filter((lane) => sharedBy.get(lane))).size;
		cost += partMinutes(own, pieces, gaps, shared) ** 4;
	}
	return cost;
}

/** Chance that is always the same: a linear congruential generator (Numerical Recipes). */
function dice(): (sides: number) => number {
	let seed = 20_250_701;
	return (sides) => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * sides);
	};
}

/** Which part each piece goes to, by simulated annealing: a piece goes over or two change places, worse ones ever more seldom. */
function annealed(pieces: readonly Piece[], gaps: readonly number[][], parts: number): number[] {
	const roll = dice();
	let now = pieces.map((_, n) => Math.floor((n * parts) / pieces.length));
	let cost = costOf(now, pieces, gaps, parts);
	let [best, least] = [now, cost];
	for (let step = 0; step < STEPS && parts > 1 && pieces.length > 1; step++) {
		const next = [...now];
		const [one, other] = [roll(pieces.length), roll(pieces.length)];
		if (roll(2) === 0) next[one] = roll(parts);
		else [next[one], next[other]] = [now[other]!, now[one]!];
		const then = costOf(next, pieces, gaps, parts);
		const heat = (cost / 20) * (1 - step / STEPS) ** 3;
		if (then < cost || roll(1_000_000) / 1_000_000 < Math.exp((cost - then) / Math.max(heat, 1e-9)))
			[now, cost] = [next, then];
		if (cost < least) [best, least] = [now, cost];
	}
	return best;
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
