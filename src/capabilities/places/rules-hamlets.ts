import type { HamletFault, HamletChange } from './answers.ts';
import { COUNTRY } from '#kernel/country.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';

/** GeoJSON (RFC 7946), WGS 84, longitude before latitude. */
export type Boundary =
	{ type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };

/** A hamlet as a commune's own file has it; `at` is its row or feature, counted from 1. */
export type HamletRow = { at: number; name: string; code: string | null; lanes: string[]; boundary: Boundary | null };

/**
 * More than any commune has. The 166 communes of Thanh Hóa have 26 hamlets on average and, thinned to 15 % of their points, 207 points
 * each in the middle and 564 at most: some 3,800 in full for the longest boundary of a whole commune.
 */
export const MOST = { hamlets: 500, lanes: 5000, points: 5000, pointsInAll: 50_000, crossings: 100 };

const rings = (boundary: Boundary): number[][][] =>
	boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat();

const inside = ([lon, lat]: number[]): boolean =>
	lon! >= COUNTRY.west && lon! <= COUNTRY.east && lat! >= COUNTRY.south && lat! <= COUNTRY.north;

/** What is wrong with a boundary on its own; null when nothing is. Whether it crosses itself or a neighbour is asked elsewhere. */
export function boundaryFault(boundary: Boundary | null): HamletFault | null {
	if (!boundary) return null;
	const all = rings(boundary);
	const points = all.flat();
	const numbers = points.every((point) => point.length >= 2 && point.every((n) => Number.isFinite(n)));
	if (all.length === 0 || !numbers || all.some((ring) => ring.length < 4)) return 'boundary-shape';
	if (all.some((ring) => ring[0]!.join() !== ring.at(-1)!.join())) return 'boundary-open';
	if (points.every(inside)) return null;
	return points.every(([a, b]) => inside([b!, a!])) ? 'boundary-swapped' : 'boundary-far';
}

/** Refuses a file that holds more than `MOST`: by rows and lanes (`hamlets-many`), points of one (`hamlet-points`) and of all (`hamlets-points`). */
export function refuseTooMany(rows: readonly HamletRow[]): void {
	const lanes = rows.reduce((sum, row) => sum + row.lanes.length, 0);
	if (rows.length > MOST.hamlets || lanes > MOST.lanes)
		throw new Refusal('hamlets-many', { hamlets: MOST.hamlets, lanes: MOST.lanes });
	const counts = rows.map(({ boundary }) =>
		boundary ? rings(boundary).reduce((sum, ring) => sum + ring.length, 0) : 0
	);
	const long = counts.findIndex((count) => count > MOST.points);
	if (long >= 0)
		throw new Refusal('hamlet-points', { hamlet: rows[long]!.name, points: counts[long]!, most: MOST.points });
	const points = counts.reduce((sum, count) => sum + count, 0);
	if (points > MOST.pointsInAll) throw new Refusal('hamlets-points', { points, most: MOST.pointsInAll });
}

/** Whether the frames of two boundaries do not touch: most pairs need no closer look. */
export function apartOnMap(one: Boundary, other: Boundary): boolean {
	return [0, 1].some((axis) => {
		const [a, b] = [one, other].map((boundary) => rings(boundary).flatMap((ring) => ring.map((point) => point[axis]!)));
		return largest(a!) < smallest(b!) || largest(b!) < smallest(a!);
	});
}
const largest = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b), -Infinity);
const smallest = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b), Infinity);

/** Hamlets are written in many ways: "Thôn 3", "thon Ben Gio", "Bến Gió". */
const bareHamlet = (name: string): string =>
	plain(name).replace(/^(thon|ban|xom|khu pho|to dan pho|khu|lang|tdp) /, '');

export type HamletKnown = { id: number; name: string };

/** The hamlet that somebody means, where exactly one is. */
export const findHamlet = (said: string, known: readonly HamletKnown[]): HamletKnown | null => {
	const wanted = bareHamlet(said);
	const found = known.filter((one) => bareHamlet(one.name) === wanted);
	return found.length === 1 ? found[0]! : null;
};

/** The hamlet that stands first in an address, as cards write it. */
export const hamletMentioned = (address: string, known: readonly HamletKnown[]): HamletKnown | null =>
	findHamlet(address.split(',')[0]!, known);

/** Faults of each row, by its number; rows that are in order are not in it. */
export function hamletFaults(rows: readonly HamletRow[]): Map<number, HamletFault[]> {
	const seen = new Map<string, number>();
	const faults = new Map<number, HamletFault[]>();
	for (const row of rows) {
		const name = bareHamlet(row.name);
		const boundary = boundaryFault(row.boundary);
		const found: HamletFault[] = [
			...(name === '' ? (['name-missing'] as const) : []),
			...(name !== '' && seen.has(name) ? (['name-twice'] as const) : []),
			...(row.name.length > 120 ? (['name-long'] as const) : []),
			...(boundary ? [boundary] : [])
		];
		seen.set(name, row.at);
		if (found.length > 0) faults.set(row.at, found);
	}
	return faults;
}

export function hamletChange(
	rows: readonly HamletRow[],
	there: readonly { name: string }[],
	isList: boolean
): HamletChange {
	const wanted = new Map(rows.map((row) => [bareHamlet(row.name), row.name]));
	const has = new Set(there.map((one) => bareHamlet(one.name)));
	return {
		added: [...wanted].filter(([key]) => !has.has(key)).map(([, name]) => name),
		kept: there.filter((one) => wanted.has(bareHamlet(one.name))).map((one) => one.name),
		ended: isList ? there.filter((one) => !wanted.has(bareHamlet(one.name))).map((one) => one.name) : []
	};
}

/** The name under which a row is kept: the one that the commune has already. */
export const keptName = (row: HamletRow, there: readonly { name: string }[]): string =>
	there.find((one) => bareHamlet(one.name) === bareHamlet(row.name))?.name ?? row.name;
