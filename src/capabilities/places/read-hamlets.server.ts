import { area } from '@turf/area';
import { featureCollection, feature } from '@turf/helpers';
import { intersect } from '@turf/intersect';
import { kinks } from '@turf/kinks';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { delimiterOf } from '#kernel/delimiter.ts';
import { plain, tidyName } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Said } from '#platform/apart.server.ts';
import type { HamletFault } from './answers.ts';
import {
	apartOnMap,
	boundaryFault,
	hamletFaults,
	refuseTooMany,
	MOST,
	type Boundary,
	type HamletRow
} from './rules-hamlets.ts';

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
 * name in its properties. Refuses what is neither (`hamlets-unreadable`), has no column with a name (`hamlets-no-name`), or holds more
 * than any commune has (`MOST`).
 */
export function readHamlets(text: string): HamletRow[] {
	const rows = isList(text) ? readCsv(text) : readGeoJson(text);
	if (rows.length === 0 || rows.every((row) => row.name === '')) throw new Refusal('hamlets-no-name');
	refuseTooMany(rows);
	return rows;
}

/** Whether a file is a list of all hamlets, and not boundaries of some. */
export const isList = (text: string): boolean => !text.trimStart().startsWith('{');

function readGeoJson(text: string): HamletRow[] {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Collection), text);
	if (!read.success) throw new Refusal('hamlets-unreadable');
	return read.output.features.slice(0, MOST.hamlets + 1).map(({ properties, geometry }, n) => {
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
			max_record_size: 20_000,
			to: MOST.hamlets + 1
		}) as Record<string, unknown>[];
		return rows.map((row, n) => asRow(row, n + 2, null));
	} catch {
		throw new Refusal('hamlets-unreadable');
	}
}

type Crossing = { at: number; with: string | null };
/** A file's rows, and what is wrong with each. `crossings` ends with the first `MOST.crossings`. */
export type LookedThrough = { rows: HamletRow[]; faults: [number, HamletFault[]][]; crossings: Crossing[] };

/** All that is done with a file before the database is asked. Takes long for boundaries with many points. */
export function lookThrough(text: string): Said<LookedThrough> {
	try {
		const rows = readHamlets(text);
		return { answer: { rows, faults: [...hamletFaults(rows)], crossings: firstOf(crossings(rows), MOST.crossings) } };
	} catch (reason) {
		if (reason instanceof Refusal) return { refused: { code: reason.code, detail: reason.detail } };
		throw reason;
	}
}

const firstOf = <T>(all: Iterable<T>, most: number): T[] => Iterator.from(all).take(most).toArray();

type Shape = { row: HamletRow; shape: ReturnType<typeof feature<Boundary>> };

/** Boundaries that cross themselves, or lie over a neighbour by more than a hundredth of the smaller: both make a visit belong to two. */
function* crossings(rows: readonly HamletRow[]): Generator<Crossing> {
	const straight: Shape[] = [];
	for (const row of rows.filter(({ boundary }) => boundary && boundaryFault(boundary) === null)) {
		const shape = feature(row.boundary!);
		if (kinks(shape as never).features.length > 0) yield { at: row.at, with: null };
		else straight.push({ row, shape });
	}
	for (const [n, one] of straight.entries())
		for (const other of straight.slice(n + 1))
			if (overlap(one, other) > 0.01) yield { at: one.row.at, with: other.row.name };
}

/** Which part of the smaller lies in both. */
function overlap(one: Shape, other: Shape): number {
	if (apartOnMap(one.row.boundary!, other.row.boundary!)) return 0;
	const both = intersect(featureCollection([one.shape, other.shape] as never[]));
	return both ? area(both) / Math.min(area(one.shape), area(other.shape)) : 0;
}
