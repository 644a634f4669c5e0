import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { importIn, LARGE } from './state.server.ts';
import { fileBind, rowBind } from './begin.server.ts';
import { readSheets } from './read-sheet.server.ts';
import { sparseIn } from './rules-above.ts';
import { guessMapping, mappingFault } from './rules-columns.ts';
import { lettersIn } from './rules-letters.ts';
import { layTogether, takenRows, type Laid } from './rules-sheets.ts';
import { analyzeRows } from './sql-check.server.ts';
import { countTry, findMapping, insertRows, lockImport, updateImport, type ImportRow } from './sql.server.ts';

const MINUTES = 2;

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
	{
		name: 'imports.read',
		group: 'house',
		input: v.object({ import: id }),
		answer: v.object({ rows: v.number() }),
		milliseconds: MINUTES * 60_000
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'reading');
		const key = await subjectKey(context, found.id);
		const bytes = key.open(await context.store.get(found.fileSha256), fileBind(found.id));
		const sheets = await readSheets(bytes).catch((reason: unknown) => {
			if (reason instanceof Refusal) return reason;
			throw reason;
		});
		const laid = sheets instanceof Refusal ? sheets : (layTogether(sheets) ?? new Refusal('sheet-no-header'));
		if (laid instanceof Refusal) await updateImport(context.db, found.id, { state: 'broken', fault: laid.code });
		const rows = laid instanceof Refusal ? 0 : await layOut(context, found, key, laid);
		return { answer: { rows }, about: found.id, person: null, centre: found.centreId };
	}
);

async function layOut({ db }: Context, one: ImportRow, key: SubjectKey, laid: Laid): Promise<number> {
	const { header, parts: sheets, restarts } = laid;
	const sealed = laid.rows.map(({ n, cells }) => ({
		n,
		sealed: key.seal(JSON.stringify(cells), rowBind(one.id, n)).toString('base64')
	}));
	await insertRows(db, one.id, sealed);
	if (sealed.length > LARGE) await analyzeRows(db);
	const all = laid.rows.map(({ cells }) => cells);
	const headerHash = createHash('sha256').update(header.map(plain).join('\0')).digest();
	const kept = await findMapping(db, one.communeId, headerHash);
	const mapping = kept && !mappingFault(kept, header) ? kept : guessMapping(header, all.slice(0, 50));
	const [letters, sparse, rows] = [lettersIn(all), sparseIn(all), takenRows(sheets)];
	await updateImport(db, one.id, {
		...{ state: 'mapping', header, headerHash, mapping },
		...{ letters, sparse, sheets, restarts, rows }
	});
	return rows;
}
