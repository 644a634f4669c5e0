import { metres, type Spot } from '#kernel/ground.ts';
import type { Mode } from './inputs.ts';

/** Where somebody lives: degrees (WGS 84), or the hamlet alone where nobody noted the place. */
export type Place = { point: Spot | null; hamlet: number | null };

/** Kilometres an hour on lanes and dykes; a road is a third longer than the line (`domain/visit-planning.md`, 3.1). */
const SPEED: Record<Mode, number> = { walk: 4.5, bicycle: 11, motorbike: 24 };
const LONGER = 1.35;
/** Minutes within a hamlet, and what it takes where nobody knows how far it is. */
const WITHIN = 3;
const UNKNOWN = 15;
/** Minutes from each place to each, whole, by how they travel. */
export const travelBy = (places: readonly Place[], mode: Mode): number[][] =>
	places.map((a, n) => places.map((b, k) => (n === k ? 0 : minutesBetween(a, b, mode))));

function minutesBetween(a: Place, b: Place, mode: Mode): number {
	if (a.point && b.point) return Math.ceil(WITHIN + (0.06 * LONGER * metres(a.point, b.point)) / SPEED[mode]);
	return a.hamlet !== null && a.hamlet === b.hamlet ? WITHIN : UNKNOWN;
}
