import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { point, polygon } from '@turf/helpers';
import type { Spot } from '#kernel/ground.ts';

/** Whether a spot lies within a line that somebody drew; it need not be closed. */
export const isWithin = (spot: Spot, line: readonly Spot[]): boolean =>
	booleanPointInPolygon(point([...spot]), polygon([[...line, line[0]!].map((one) => [...one])]));
