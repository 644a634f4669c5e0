import { METRES_A_DEGREE, RADIANS, type Spot } from '#kernel/ground.ts';

/** What is compared with a bound that was worked out otherwise: rounding leaves nobody out. */
const ROUNDING = 1 + 1e-9;
/** Spots in a cell, where they lie evenly. */
const FEW = 2;

type Axis = { from: number; cells: number };
type Each = (n: number) => void;

const extent = (values: readonly number[]): readonly [from: number, wide: number] => {
	const from = Math.min(...values);
	return [from, Math.max(...values) - from];
};

/** Spots by the cells of a grid in which they lie. */
type Grid = {
	/** Of a cell, in degrees, either way. */
	size: number;
	lon: Axis;
	lat: Axis;
	cells: number[][];
	/** Metres in a degree of longitude, at least. */
	narrow: number;
};

function gridOf(spots: readonly Spot[]): Grid {
	const [west, wide] = extent(spots.map(([lon]) => lon));
	const [south, high] = extent(spots.map(([, lat]) => lat));
	const even = Math.sqrt((wide * high * FEW) / spots.length);
	const size = Math.max(even, Math.max(wide, high) / spots.length) || 1;
	const lon = { from: west, cells: Math.floor(wide / size) + 1 };
	const lat = { from: south, cells: Math.floor(high / size) + 1 };
	const furthest = Math.max(Math.abs(south), Math.abs(south + high));
	const narrow = METRES_A_DEGREE * Math.max(1e-9, Math.cos(furthest * RADIANS));
	const grid = { size, lon, lat, cells: Array.from({ length: lon.cells * lat.cells }, () => []), narrow };
	for (const [n, spot] of spots.entries()) cellOf(grid, spot).push(n);
	return grid;
}

const along = ({ size }: Grid, { from, cells }: Axis, value: number): number =>
	Math.min(cells - 1, Math.max(0, Math.floor((value - from) / size)));

const cell = ({ cells, lon }: Grid, x: number, y: number): number[] => cells[y * lon.cells + x]!;

const cellOf = (grid: Grid, [lon, lat]: Spot): number[] =>
	cell(grid, along(grid, grid.lon, lon), along(grid, grid.lat, lat));

/** Those of the cells that lie so many cells from a spot, in whichever direction is further. */
function ring(grid: Grid, [lon, lat]: Spot, far: number, each: Each): void {
	const [column, row] = [along(grid, grid.lon, lon), along(grid, grid.lat, lat)];
	for (let y = Math.max(0, row - far); y <= Math.min(grid.lat.cells - 1, row + far); y++) {
		const step = Math.abs(y - row) === far ? 1 : 2 * far;
		for (let x = column - far; x <= column + far; x += step || 1)
			if (x >= 0 && x < grid.lon.cells) cell(grid, x, y).forEach(each);
	}
}

function nearestIn(spots: readonly Spot[], grid: Grid, spot: Spot): number {
	const [lon, lat] = spot;
	let [found, best] = [-1, Infinity];
	const look = (n: number): void => {
		const [x, y] = spots[n]!;
		const apart = (x - lon) ** 2 + (y - lat) ** 2;
		if (apart < best || (apart === best && n < found)) [found, best] = [n, apart];
	};
	const most = Math.max(grid.lon.cells, grid.lat.cells);
	// A cell more than it takes: where a spot lies on an edge, rounding may have put it beside.
	for (let far = 0; far < most && (far < 2 || ((far - 2) * grid.size) ** 2 <= best); far++) ring(grid, spot, far, look);
	return found;
}

function eachWithin(grid: Grid, [lon, lat]: Spot, metres: number, each: Each): void {
	const [wide, high] = [(metres / grid.narrow) * ROUNDING, (metres / METRES_A_DEGREE) * ROUNDING];
	const [left, right] = [along(grid, grid.lon, lon - wide), along(grid, grid.lon, lon + wide)];
	const [low, top] = [along(grid, grid.lat, lat - high), along(grid, grid.lat, lat + high)];
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
