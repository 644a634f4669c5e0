import { area } from '@turf/area';
import { featureCollection, feature } from '@turf/helpers';
import { intersect } from '@turf/intersect';
import { kinks } from '@turf/kinks';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { delimiterOf } from '#kernel/delimiter.ts';
import { plain, tidyName } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { boundaryFault, type Boundary, type HamletRow } from './rules-hamlets.ts';

const Point = v.pipe(v.array(v.number()), v.minLength(2));
const Geometry = v.variant('type', [
	v.object({ type: v.literal('Polygon'), coordinates: v.array(v.array(Point)) }),
	v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(v.array(Point))) })
]);
const Collection = v.object({
	type: v.literal('FeatureCollection'),
	features: v.array(
		v.object({ properties: v.nullable(v.record(v.string(), v.unknown())), geometry: v.nullable(v.unknown()) })
	)
});

const NAMES = ['ten', 'name', 'thon', 'ten thon', 'to dan pho', 'ban', 'khu pho', 'name vi'];
const CODES = ['ma', 'code', 'ma thon'];
const LANES = ['ngo', 'lanes', 'cac ngo', 'xom'];

const pick = (row: Record<string, unknown>, names: readonly string[]): string => {
	const key = Object.keys(row).find((one) => names.includes(plain(one)));
	return key === undefined || row[key] == null ? '' : tidyName(String(row[key]));
};

const asRow = (row: Record<string, unknown>, at: number, boundary: Boundary | null): HamletRow => ({
	at,
	name: pick(row, NAMES),
	code: pick(row, CODES) || null,
	lanes: [...new Set(pick(row, LANES).split(/[;,|]/).map(tidyName).filter(Boolean))],
	boundary
});

/**
 * Reads a commune's list of hamlets: CSV with a header (thôn/tên, mã, ngõ divided by `|`) or a GeoJSON FeatureCollection with a
 * name in its properties. Refuses what is neither (`hamlets-unreadable`), or has no column with a name (`hamlets-no-name`).
 */
export function readHamlets(text: string): HamletRow[] {
	const rows = isList(text) ? readCsv(text) : readGeoJson(text);
	if (rows.length === 0 || rows.every((row) => row.name === '')) throw new Refusal('hamlets-no-name');
	return rows;
}

/** Whether a file is a list of all hamlets, and not boundaries of some. */
export const isList = (text: string): boolean => !text.trimStart().startsWith('{');

function readGeoJson(text: string): HamletRow[] {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Collection), text);
	if (!read.success) throw new Refusal('hamlets-unreadable');
	return read.output.features.map(({ properties, geometry }, n) => {
		const shape = v.safeParse(Geometry, geometry);
		const broken: Boundary = { type: 'Polygon', coordinates: [] };
		return asRow(properties ?? {}, n + 1, geometry == null ? null : shape.success ? shape.output : broken);
	});
}

function readCsv(text: string): HamletRow[] {
	try {
		const rows = parse(text, {
			bom: true,
			columns: true,
			delimiter: delimiterOf(text),
			skip_empty_lines: true,
			relax_column_count: true,
			max_record_size: 20_000
		}) as Record<string, unknown>[];
		return rows.map((row, n) => asRow(row, n + 2, null));
	} catch {
		throw new Refusal('hamlets-unreadable');
	}
}

/** Boundaries that cross themselves, or lie over a neighbour by more than a hundredth of the smaller: both make a visit belong to two. */
export function crossings(rows: readonly HamletRow[]): { at: number; with: string | null }[] {
	const shapes = rows
		.filter((row) => row.boundary && boundaryFault(row.boundary) === null)
		.map((row) => ({ row, shape: feature(row.boundary!) }));
	const crooked = shapes.filter(({ shape }) => kinks(shape as never).features.length > 0);
	const straight = shapes.filter((one) => !crooked.includes(one));
	const over = straight.flatMap((one, n) =>
		straight.slice(n + 1).flatMap((other) => {
			const both = intersect(featureCollection([one.shape, other.shape] as never[]));
			const share = both ? area(both) / Math.min(area(one.shape), area(other.shape)) : 0;
			return share > 0.01 ? [{ at: one.row.at, with: other.row.name }] : [];
		})
	);
	return [...crooked.map(({ row }) => ({ at: row.at, with: null })), ...over];
}
