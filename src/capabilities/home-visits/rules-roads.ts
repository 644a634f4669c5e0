import type { Mode } from './inputs.ts';
import { travelBy, type Place } from './rules-travel.ts';
import { modes } from './inputs.ts';

/** The way into a hamlet from a day to a day (`yyyy-mm-dd`, both belong to it): `extra` minutes more, null for no way at all. */
export type Road = { hamletId: number; extra: number | null; fromDay: string; untilDay: string };

const inForce = ({ fromDay, untilDay }: Road, day: string): boolean => fromDay <= day && day <= untilDay;

/** Whether nobody gets into a hamlet on a day. */
export const isCut = (roads: readonly Road[], hamlet: number | null, day: string): boolean =>
	roads.some((road) => road.hamletId === hamlet && road.extra === null && inForce(road, day));

/** How many minutes more it takes on a day, by hamlet; of several notes the worst. */
export function extraOn(roads: readonly Road[], day: string): ReadonlyMap<number, number> {
	const extra = new Map<number, number>();
	for (const road of roads)
		if (road.extra !== null && inForce(road, day))
			extra.set(road.hamletId, Math.max(road.extra, extra.get(road.hamletId) ?? 0));
	return extra;
}

type Out = { day: string; mode: Mode };

/**
 * The minutes from place to place for every team: by how it travels, and on days on which a way takes longer by that too. The first
 * matrices are those of `modes`; `of` says which one counts for a team.
 */
export function waysOf(places: readonly Place[], shifts: readonly Out[], roads: readonly Road[]) {
	const travel = modes.map((mode) => travelBy(places, mode));
	const known = new Map<string, number>();
	const of = ({ day, mode }: Out): number => {
		const extra = extraOn(roads, day);
		if (extra.size === 0) return modes.indexOf(mode);
		const key = JSON.stringify([mode, ...[...extra].toSorted()]);
		if (!known.has(key)) known.set(key, travel.push(travelBy(places, mode, extra)) - 1);
		return known.get(key)!;
	};
	for (const shift of shifts) of(shift);
	return { travel, of };
}
