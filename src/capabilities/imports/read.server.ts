import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { importIn } from './state.server.ts';
import { fileBind, rowBind } from './begin.server.ts';
import { readSheet, type Sheet } from './read-sheet.server.ts';
import { sparseIn } from './rules-above.ts';
import { guessMapping, mappingFault } from './rules-columns.ts';
import { findHeader } from './rules-header.ts';
import { lettersIn } from './rules-letters.ts';
import { countTry, findMapping, insertRows, lockImport, updateImport, type ImportRow } from './sql.server.ts';

/** Counts that a reading was begun, in a transaction of its own: a file that ends the worker is given up after two. */
export const tryReading = command(
	{
		name: 'imports.try-reading',
		group: 'house',
		input: v.object({ import: id }),
		answer: v.object({ again: v.boolean() })
	},
	async ({ db }, input) => {
		const found = await lockImport(db, input.import);
		if (!found) throw new Refusal('import-unknown');
		await countTry(db, found.id);
		if (found.tries >= 2) await updateImport(db, found.id, { state: 'broken', fault: 'sheet-broken' });
		return { answer: { again: found.tries < 2 }, about: found.id, person: null, centre: found.centreId };
	}
);

/** Reads the sheet and lays its rows beside the import. What cannot be read is an answer: the import says why. */
export const readImport = command(
	{ name: 'imports.read', group: 'house', input: v.object({ import: id }), answer: v.object({ rows: v.number() }) },
	async (context, input) => {
		const found = await importIn(context, input.import, 'reading');
		const key = await subjectKey(context, found.id);
		const bytes = key.open(await context.store.get(found.fileSha256), fileBind(found.id));
		const sheet = await readSheet(bytes).catch((reason: unknown) => {
			if (reason instanceof Refusal) return reason;
			throw reason;
		});
		const rows = await layOut(context, found, key, sheet);
		return { answer: { rows }, about: found.id, person: null, centre: found.centreId };
	}
);

async function layOut({ db }: Context, one: ImportRow, key: SubjectKey, sheet: Sheet | Refusal): Promise<number> {
	const found = sheet instanceof Refusal ? null : findHeader(sheet.rows);
	if (sheet instanceof Refusal || !found) {
		await updateImport(db, one.id, {
			state: 'broken',
			fault: sheet instanceof Refusal ? sheet.code : 'sheet-no-header'
		});
		return 0;
	}
	const { end, header } = found;
	const rows = sheet.rows
		.map((cells, n) => ({ n: n + 1, cells }))
		.slice(end + 1)
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	const sealed = rows.map(({ n, cells }) => ({
		n,
		sealed: key.seal(JSON.stringify(cells), rowBind(one.id, n)).toString('base64')
	}));
	await insertRows(db, one.id, sealed);
	const all = rows.map(({ cells }) => cells);
	const [letters, sparse] = [lettersIn(all), sparseIn(all)];
	const headerHash = createHash('sha256').update(header.map(plain).join('\0')).digest();
	const first = rows.slice(0, 50).map(({ cells }) => cells);
	const kept = await findMapping(db, one.communeId, headerHash);
	const mapping = kept && !mappingFault(kept, header) ? kept : guessMapping(header, first);
	await updateImport(db, one.id, { state: 'mapping', header, headerHash, mapping, letters, sparse, rows: rows.length });
	return rows.length;
}
