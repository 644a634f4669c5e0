import type { Division } from '#capabilities/campaigns/answers.ts';
import type { Spot } from '#kernel/ground.ts';
import { drawnIn } from '#capabilities/campaigns/rules-ground.ts';
import { lookOf, outline } from './parts.ts';

export const FRAME = { width: 760, height: 560, pad: 44 };
type At = [x: number, y: number];
/** Half of a lane's name. */
const NAME = 80;
/** A part's letter with its doors, where it is written large; how far it stands from a door. */
const LETTER = 150;
const BESIDE = 14;

const round = (n: number): number => Math.round(n * 10) / 10;

/** The rings of a boundary (GeoJSON). */
function ringsOf(boundary: Division['boundary']): Spot[][] {
	if (!boundary) return [];
	const rings = (
		boundary['type'] === 'Polygon' ? boundary['coordinates'] : (boundary['coordinates'] as unknown[]).flat()
	) as number[][][];
	return rings.map((ring) => ring.map(([lon, lat]): Spot => [lon!, lat!]));
}

/** Beside the middle of some doors: to the east of those that stand on its height, or to the west where the frame ends. */
function besideOf(spots: readonly At[]): { at: At; side: 'start' | 'end' } {
	const middle = spots.reduce((sum, [, y]) => sum + y, 0) / spots.length;
	const near = spots.toSorted((a, b) => Math.abs(a[1] - middle) - Math.abs(b[1] - middle)).slice(0, 4);
	const xs = near.map(([x]) => x);
	const east = Math.max(...xs) + BESIDE;
	return east + LETTER > FRAME.width
		? { at: [Math.min(...xs) - BESIDE, round(middle)], side: 'end' }
		: { at: [east, round(middle)], side: 'start' };
}

/** A round length that takes up about a seventh of the map, and how long it is there. */
function scaleOf(perMetre: number): { words: string; width: number } {
	const wanted = FRAME.width / 7 / perMetre;
	const step = 10 ** Math.floor(Math.log10(wanted));
	const length = [5, 2, 1].map((n) => n * step).find((n) => n <= wanted) ?? step;
	return { words: length < 1000 ? `${length} m` : `${length / 1000} km`, width: round(length * perMetre) };
}

/** A hamlet drawn as it is divided: everything has its place in `FRAME`; null where nothing of it has one on earth. */
export function mapOf({ boundary, doors, lanes, parts }: Pick<Division, 'boundary' | 'doors' | 'lanes' | 'parts'>) {
	const placed = doors.flatMap((door) => (door.spot ? [{ ...door, spot: door.spot }] : []));
	const edge = ringsOf(boundary);
	const all: Spot[] = [...placed.map(({ spot }): Spot => spot), ...edge.flat()];
	if (all.length === 0) return null;
	const drawn = drawnIn(all, FRAME);
	const at = (spot: Spot): At => drawn.to(spot).map(round) as At;
	const pathOf = (spots: readonly Spot[], closed = true): string =>
		spots.length === 0 ? '' : `M${spots.map((spot) => at(spot).join(' ')).join('L')}${closed ? 'z' : ''}`;
	const spotsOf = (of: (door: (typeof placed)[number]) => boolean): Spot[] => placed.filter(of).map(({ spot }) => spot);
	return {
		...{ at, pathOf, ...drawn.ground, scale: scaleOf(drawn.perMetre), without: doors.length - placed.length },
		edge: edge.map((ring) => pathOf(ring)),
		marks: placed.map(({ id, spot, letter, now, met, lane }) => {
			const { hue, shape } = lookOf(letter);
			return { id, lane, hue, met, moves: now !== letter, path: outline(shape, ...at(spot), 5) };
		}),
		lanes: lanes.flatMap(({ name }) => {
			const top = spotsOf((door) => name !== null && door.lane === name).toSorted((a, b) => b[1] - a[1])[0];
			if (!top || name === null) return [];
			const [x, y] = at(top);
			// a name stays within the frame, also where it is written large
			const held: At = [Math.min(Math.max(x, NAME), FRAME.width - NAME), y];
			return [{ name, at: held }];
		}),
		letters: parts.flatMap(({ letter, doors: many }) => {
			const spots = spotsOf((door) => door.letter === letter);
			return spots.length > 0 ? [{ letter, doors: many, ...besideOf(spots.map(at)) }] : [];
		})
	};
}
