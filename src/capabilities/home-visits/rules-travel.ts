import type { Mode } from './inputs.ts';

/** Where somebody lives: degrees (WGS 84), or the hamlet alone where nobody noted the place. */
export type Place = { point: readonly [lon: number, lat: number] | null; hamlet: number | null };

/** Kilometres an hour on lanes and dykes; a road is a third longer than the line (`domain/visit-planning.md`, 3.1). */
const SPEED: Record<Mode, number> = { walk: 4.5, bicycle: 11, motorbike: 24 };
const LONGER = 1.35;
/** Minutes within a hamlet, and what it takes where nobody knows how far it is. */
const WITHIN = 3;
const UNKNOWN = 15;
const EARTH_KM = 6371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres of the line between two points (haversine). */
export function kilometres([aLon, aLat]: readonly [number, number], [bLon, bLat]: readonly [number, number]): number {
	const [dLat, dLon] = [radians(bLat - aLat), radians(bLon - aLon)];
	const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(aLat)) * Math.cos(radians(bLat)) * Math.sin(dLon / 2) ** 2;
	return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

/** Minutes from each place to each, whole, by how they travel. */
export const travelBy = (places: readonly Place[], mode: Mode): number[][] =>
	places.map((a, n) => places.map((b, k) => (n === k ? 0 : minutesBetween(a, b, mode))));

function minutesBetween(a: Place, b: Place, mode: Mode): number {
	if (a.point && b.point) return Math.ceil(WITHIN + (60 * LONGER * kilometres(a.point, b.point)) / SPEED[mode]);
	return a.hamlet !== null && a.hamlet === b.hamlet ? WITHIN : UNKNOWN;
}
