import { METRES_A_DEGREE, RADIANS, type Spot } from '#kernel/ground.ts';

type Frame = { width: number; height: number; pad: number };

/**
 * How spots are drawn in a frame, north above, as large as fits: to `x` and `y`, how long a metre is there, and the way back: the spot at
 * the upper left corner, and the degrees that one unit is to the east and to the south.
 */
export function drawnIn(spots: readonly Spot[], { width, height, pad }: Frame) {
	const lons = spots.map(([lon]) => lon);
	const lats = spots.map(([, lat]) => lat);
	const [west, east, south, north] = [least(lons), most(lons), least(lats), most(lats)];
	const narrow = Math.cos(((south + north) / 2) * RADIANS);
	const wide = Math.max((east - west) * narrow, 1e-4);
	const high = Math.max(north - south, 1e-4);
	const scale = Math.min((width - 2 * pad) / wide, (height - 2 * pad) / high);
	const [left, top] = [(width - wide * scale) / 2, (height - high * scale) / 2];
	return {
		to: ([lon, lat]: Spot): [number, number] => [left + (lon - west) * narrow * scale, top + (north - lat) * scale],
		ground: {
			corner: [west - left / narrow / scale, north + top / scale] as Spot,
			perX: 1 / narrow / scale,
			perY: 1 / scale
		},
		perMetre: scale / METRES_A_DEGREE
	};
}
const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b), Infinity);
const most = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b), -Infinity);
