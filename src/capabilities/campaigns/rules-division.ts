import type { Spot } from '#kernel/ground.ts';
import type { Steps } from '#kernel/steps.ts';
import { annealing, type Piece } from './rules-evenly.ts';
import { touring } from './rules-tour.ts';

export type Door = { id: string; lane: string | null; spot: Spot | null };

/** A path in a village is longer than the straight line by this much (`visit-planning` 3.1). */
const BENDS = 1.35;
/** An assumption that no figure carries yet, used to weigh walking against doors: minutes at a door, and metres walked in a minute. */
const AT_DOOR = 10;
const PER_MINUTE = 67;

const spotsOf = (doors: readonly Door[]): Spot[] => doors.flatMap(({ spot }) => (spot ? [spot] : []));

/** How far somebody walks who goes to each of these once, in metres: a short tour, not the shortest. Doors without a spot add nothing. */
export function* walking(doors: readonly Door[]): Steps<number> {
	return Math.round((yield* touring(spotsOf(doors))) * BENDS);
}

/** What going through some doors takes, in minutes. */
export const minutesOf = (doors: number, walk: number): number => doors * AT_DOOR + walk / PER_MINUTE;

type PieceOfDoors = Piece & { doors: readonly Door[] };

/** Lanes as they are; one that would fill a fifth of a part is cut along its length, so that parts can be made even. */
function* piecesOf(doors: readonly Door[], parts: number): Steps<PieceOfDoors[]> {
	const lanes = Map.groupBy(doors, ({ lane }) => lane ?? '');
	const most = Math.max(1, Math.ceil(doors.length / parts / 5));
	const pieces: PieceOfDoors[] = [];
	for (const [lane, own] of lanes) {
		const along = alongItself(own);
		const size = Math.ceil(along.length / Math.ceil(along.length / most));
		for (let n = 0; n < along.length; n += size) {
			const piece = along.slice(n, n + size);
			const minutes = minutesOf(piece.length, yield* walking(piece));
			pieces.push({ doors: piece, lane, minutes, spots: spotsOf(piece) });
		}
	}
	return pieces;
}

/** In order along the wider side of where they stand; those without a spot stay as they came, at the end. */
function alongItself(doors: readonly Door[]): Door[] {
	const spots = spotsOf(doors);
	const wide = (n: 0 | 1): number =>
		Math.max(...spots.map((spot) => spot[n])) - Math.min(...spots.map((spot) => spot[n]));
	const axis = spots.length > 0 && wide(1) > wide(0) ? 1 : 0;
	return doors.toSorted((a, b) => (a.spot?.[axis] ?? Infinity) - (b.spot?.[axis] ?? Infinity) || 0);
}

/** What it costs somebody that a lane is shared with another: two who have to tell each other where they stopped, in minutes. */
const SHARED_LANE = 3;

/**
 * Doors divided among `parts` people by households and walking: near ones together, each with about as many minutes, lanes whole
 * where that is fair. The same doors are always divided alike. Answers as many lists of ids, some of them empty where there are fewer
 * doors than people.
 */
export function* balancing(doors: readonly Door[], parts: number): Steps<string[][]> {
	const pieces = yield* piecesOf(doors, parts);
	// Between two lanes somebody walks there and back.
	const owner = yield* annealing(
		pieces,
		parts,
		(within, span, shared) => within + (2 * span * BENDS) / PER_MINUTE + shared * SHARED_LANE
	);
	return Array.from({ length: parts }, (_, part) =>
		pieces.flatMap((piece, n) => (owner[n] === part ? piece.doors.map(({ id }) => id) : []))
	);
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
