import { takeDays, whyHeld, type Held, type Taken } from './rules-days.ts';
import { BETWEEN, type Laid, type Term, type Way } from './rules-term-ways.ts';

/** A class at its place: its way, its lessons, and the days that it gives up. */
export type Placing = Taken & { way: Way; last: number };

/** Which classes of a term have which place, and what they hold on each day. */
export type Places = {
	term: Term;
	placings: (Placing | null)[];
	on: Held[][];
	/** Lessons of each organisation. */
	shares: Map<string, number>;
};

export const emptyPlaces = (term: Term): Places => ({
	term,
	placings: term.classes.map(() => null),
	on: term.days.map(() => []),
	shares: new Map()
});

const shareOf = ({ shares }: Places, { trainer }: Way): number => shares.get(trainer.organisation) ?? 0;

function share(places: Places, { way, days }: Placing, sign: 1 | -1): void {
	places.shares.set(way.trainer.organisation, shareOf(places, way) + sign * days.length);
}

export function put(places: Places, n: number, placing: Placing): void {
	places.placings[n] = placing;
	for (const day of placing.days) places.on[day]!.push(placing.way.held);
	share(places, placing, 1);
}

/** Takes a class out, and answers where it was. */
export function takeOut(places: Places, n: number): Placing | null {
	const placing = places.placings[n]!;
	if (placing === null) return null;
	places.placings[n] = null;
	for (const day of placing.days) {
		const held = places.on[day]!;
		held.splice(held.indexOf(placing.way.held), 1);
	}
	share(places, placing, -1);
	return placing;
}

/** Puts every class where it stands in `to`. */
export function putBack(places: Places, to: readonly (Placing | null)[]): void {
	const moved = to.flatMap((placing, n) => (placing === places.placings[n] ? [] : [n]));
	for (const n of moved) takeOut(places, n);
	for (const n of moved) if (to[n]) put(places, n, to[n]);
}

/** Whether a class leaves a day to others, though nothing stands against it. */
export type Leaves = (day: number) => boolean;
export const LEAVES_NOTHING: Leaves = () => false;

/** The first days that a class finds one way beside those that have a place, whether they are enough or not. A day that it leaves counts as its trainer's. */
export const daysFor = (
	{ on }: Places,
	{ wanted }: Laid,
	{ offered, closed, held }: Way,
	leaves = LEAVES_NOTHING
): Taken =>
	takeDays(
		offered,
		wanted.lessons,
		(day) => closed[day] ?? (leaves(day) ? 'trainer' : whyHeld(held, on[day]!, BETWEEN))
	);

function placingOn(places: Places, laid: Laid, way: Way, leaves: Leaves): Placing | null {
	const taken = daysFor(places, laid, way, leaves);
	return taken.days.length < laid.wanted.lessons ? null : { ...taken, way, last: taken.days.at(-1)! };
}

/** Below zero: `a` is better than `b` for one class while the others stay. */
const compare = (places: Places, a: Placing, b: Placing): number =>
	a.last - b.last || a.given.length - b.given.length || shareOf(places, a.way) - shareOf(places, b.way);

/**
 * The best place of a class beside those that have one, or null: over first, then fewer days given up, then by whoever teaches
 * less. On the way of `was` where no other is better.
 */
export function findPlacing(places: Places, laid: Laid, leaves = LEAVES_NOTHING, was?: Way): Placing | null {
	let best = was ? placingOn(places, laid, was, leaves) : null;
	for (const way of laid.ways) {
		if (way.soonest > (best ? best.last : laid.until)) break;
		const placing = placingOn(places, laid, way, leaves);
		if (placing && (best === null || compare(places, placing, best) < 0)) best = placing;
	}
	return best;
}
