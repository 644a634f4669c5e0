import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { listHamlets } from '#capabilities/places/hamlets.server.ts';
import { importIn } from './state.server.ts';
import { fields, mappingFault, type Mapping } from './rules-columns.ts';
import { takenRows } from './rules-sheets.ts';
import type { Reading } from './rules-row.ts';
import { listPlaces, putMapping, updateImport, type ImportRow } from './sql.server.ts';

const Column = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(59));

/** Says which column is what. It is remembered for the next sheet that is headed like this one. */
export const mapImport = command(
	{
		name: 'imports.map',
		group: 'keep-register',
		input: v.object({
			import: id,
			mapping: v.object(v.entriesFromList(fields, v.optional(Column))),
			/** Columns whose old letters stay as they are. */
			asIs: v.optional(v.array(Column), []),
			/** Worksheets that are read, by their number from 0; without it those that the import takes already. */
			sheets: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))))
		}),
		answer: v.object({ checking: v.literal(true) })
	},
	async (context, input) => {
		const { db, now } = context;
		const found = await importIn(context, input.import, 'mapping', 'checked');
		const mapping = input.mapping as Mapping;
		const fault = mappingFault(mapping, found.header);
		if (fault) throw new Refusal(fault);
		const sheets = found.sheets.map((one, n) => ({
			...one,
			taken: one.fits && (input.sheets?.includes(n) ?? one.taken)
		}));
		if (sheets.length > 0 && !sheets.some(({ taken }) => taken)) throw new Refusal('import-no-sheet');
		if (found.headerHash) await putMapping(db, found.communeId, found.headerHash, mapping, now);
		const letters = Object.fromEntries(
			Object.entries(found.letters).map(([column, one]) => [
				column,
				{ ...one, left: input.asIs.includes(Number(column)) }
			])
		);
		await updateImport(db, found.id, {
			...{ state: 'checking', mapping, letters, sheets, checked: 0, fault: null },
			...(sheets.length > 0 ? { rows: takenRows(sheets) } : {})
		});
		return { answer: { checking: true }, about: found.id, person: null };
	}
);

/** How the rows of an import are read today. */
export async function readingOf(
	{ db, now }: Context,
	{ communeId, mapping, letters, sparse, sheets, restarts }: ImportRow
): Promise<Reading> {
	const today = dayOf(now);
	const places = new Map((await listPlaces(db, communeId)).map(({ said, hamletId }) => [said, hamletId]));
	return {
		mapping,
		letters,
		sparse,
		sheets,
		restarts,
		places,
		hamlets: await listHamlets(db, communeId, today),
		today
	};
}
