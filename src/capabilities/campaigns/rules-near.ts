import { METRES_A_DEGREE, RADIANS, type Spot } from '#kernel/ground.ts';

/** What is compared with a bound that was worked out otherwise: rounding leaves nobody out. */
const ROUNDING = 1 + 1e-9;
/** Spots in a cell, where they lie evenly. */
const FEW = 2;

/** Where strips lie beside each other, each with as many spots: each begins where the one before it ends, the first and the last have no end. */
type Strips = readonly number[];
type Each = (n: number) => void;

/** One spot far away makes no strip wider where all others lie. */
function stripsOf(values: readonly number[], many: number): Strips {
	const sorted = values.toSorted((a, b) => a - b);
	return [
		...new Set(Array.from({ length: many - 1 }, (_, n) => sorted[Math.floor(((n + 1) * sorted.length) / many)]!))
	];
}

/** In which strip a value lies. */
function stripAt(strips: Strips, value: number): number {
	let [low, high] = [0, strips.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (strips[middle]! <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** How far it is from a value to where some strips around it end. */
const toEnd = (strips: Strips, value: number, from: number, to: number): number =>
	Math.min(value - (strips[from - 1] ?? -Infinity), (strips[to] ?? Infinity) - value);

/** Spots by the cells in which they lie: strips either way. */
type Grid = {
	lon: Strips;
	lat: Strips;
	cells: number[][];
	/** Metres in a degree of longitude, at least. */
	narrow: number;
};

function gridOf(spots: readonly Spot[]): Grid {
	const many = Math.max(1, Math.ceil(Math.sqrt(spots.length / FEW)));
	const [lon, lat] = [0, 1].map((n) =>
		stripsOf(
			spots.map((spot) => spot[n]!),
			many
		)
	) as [Strips, Strips];
	const furthest = spots.reduce((most, spot) => Math.max(most, Math.abs(spot[1])), 0);
	const narrow = METRES_A_DEGREE * Math.max(1e-9, Math.cos(furthest * RADIANS));
	const cells = Array.from({ length: (lon.length + 1) * (lat.length + 1) }, () => []);
	const grid: Grid = { lon, lat, cells, narrow };
	for (const [n, spot] of spots.entries()) cellOf(grid, spot).push(n);
	return grid;
}

const cell = ({ cells, lon }: Grid, x: number, y: number): number[] => cells[y * (lon.length + 1) + x]!;

const cellOf = (grid: Grid, [lon, lat]: Spot): number[] => cell(grid, stripAt(grid.lon, lon), stripAt(grid.lat, lat));

/** Those of the cells that lie so many cells from one, in whichever direction is further. */
function ring(grid: Grid, [column, row]: readonly [number, number], far: number, each: Each): void {
	for (let y = Math.max(0, row - far); y <= Math.min(grid.lat.length, row + far); y++) {
		const step = Math.abs(y - row) === far ? 1 : 2 * far;
		for (let x = column - far; x <= column + far; x += step || 1)
			if (x >= 0 && x <= grid.lon.length) cell(grid, x, y).forEach(each);
	}
}

function nearestIn(spots: readonly Spot[], grid: Grid, [lon, lat]: Spot): number {
	let [found, best] = [-1, Infinity];
	const look = (n: number): void => {
		const [x, y] = spots[n]!;
		const apart = (x - lon) ** 2 + (y - lat) ** 2;
		if (apart < best || (apart === best && n < found)) [found, best] = [n, apart];
	};
	const [column, row] = [stripAt(grid.lon, lon), stripAt(grid.lat, lat)];
	const most = Math.max(grid.lon.length, grid.lat.length);
	for (let [far, seen] = [0, 0]; far <= most && seen ** 2 <= best; far++) {
		ring(grid, [column, row], far, look);
		const beside = toEnd(grid.lon, lon, Math.max(0, column - far), column + far);
		seen = Math.min(beside, toEnd(grid.lat, lat, Math.max(0, row - far), row + far));
	}
	return found;
}

function eachWithin(grid: Grid, [lon, lat]: Spot, metres: number, each: Each): void {
	const [wide, high] = [(metres / grid.narrow) * ROUNDING, (metres / METRES_A_DEGREE) * ROUNDING];
	const [left, right] = [stripAt(grid.lon, lon - wide), stripAt(grid.lon, lon + wide)];
	const [low, top] = [stripAt(grid.lat, lat - high), stripAt(grid.lat, lat + high)];
	for (let y = low; y <= top; y++) for (let x = left; x <= right; x++) cell(grid, x, y).forEach(each);
}

export type Nearby = {
	/** Is found no more. */
	leave: (n: number) => void;
	/** The nearest that has not left, by degrees, the first in the list where several are; -1 where nobody is left. */
	nearest: (spot: Spot) => number;
	/** Everybody who may be within so many metres of a spot, and some who are not. */
	within: (spot: Spot, metres: number, each: Each) => void;
};

/**
 * Spots in the cells of a grid, by their number in the list (one at least): who is nearest or near is looked for around a spot alone. It
 * leaves nobody out that going through all of them would find.
 */
export function nearby(spots: readonly Spot[]): Nearby {
	const grid = gridOf(spots);
	return {
		leave: (n) => {
			const own = cellOf(grid, spots[n]!);
			own.splice(own.indexOf(n), 1);
		},
		nearest: (spot) => nearestIn(spots, grid, spot),
		within: (spot, metres, each) => eachWithin(grid, spot, metres, each)
	};
}
