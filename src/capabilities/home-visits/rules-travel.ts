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
const none: ReadonlyMap<number, number> = new Map();

/** Minutes from each place to each, whole, by how they travel; `extra` by hamlet for whoever goes into it or out of it. */
export const travelBy = (places: readonly Place[], mode: Mode, extra = none): number[][] =>
	places.map((a, n) => places.map((b, k) => (n === k ? 0 : minutesBetween(a, b, mode) + across(a, b, extra))));

const across = (a: Place, b: Place, extra: ReadonlyMap<number, number>): number =>
	a.hamlet === b.hamlet ? 0 : (extra.get(a.hamlet ?? 0) ?? 0) + (extra.get(b.hamlet ?? 0) ?? 0);

function minutesBetween(a: Place, b: Place, mode: Mode): number {
	if (a.point && b.point) return Math.ceil(WITHIN + (0.06 * LONGER * metres(a.point, b.point)) / SPEED[mode]);
	return a.hamlet !== null && a.hamlet === b.hamlet ? WITHIN : UNKNOWN;
}
