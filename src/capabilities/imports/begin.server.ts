import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { listHamlets } from '#capabilities/places/hamlets.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { importIn } from './apply.server.ts';
import { readSheet, type Sheet } from './read-sheet.server.ts';
import { fields, findHeader, guessMapping, mappingFault, type Mapping } from './rules-columns.ts';
import {
	countTry,
	findMapping,
	insertImport,
	insertRows,
	isAnotherUnderWay,
	lockImport,
	putMapping,
	updateImport,
	type ImportRow
} from './sql.server.ts';

export const MOST_SHEET_BYTES = 10 * 1024 * 1024;
export const fileBind = (one: string): string => `import:${one}`;
export const rowBind = (one: string, n: number): string => `import:${one}:${n}`;

/** Seals an uploaded sheet under the key of its import, before anything looks into it. Refuses none, more than 10 MB, or one while another is under way. */
export async function keepSheet(
	context: Context,
	one: string,
	file: File | null
): Promise<{ name: string; sha256: string }> {
	if (!file || file.size === 0) throw new Refusal('file-missing');
	if (file.size > MOST_SHEET_BYTES) throw new Refusal('file-large', { megabytes: Math.ceil(file.size / 1_048_576) });
	const bytes = Buffer.from(await file.arrayBuffer());
	const key = await inScope(context.db, context.actor, context.request, async (db) => {
		const home = homeOf(context.actor);
		if (home !== null && (await isAnotherUnderWay(db, home, one))) throw new Refusal('import-open');
		return subjectKey({ ...context, db }, one);
	});
	return { name: file.name.slice(-120), sha256: await context.store.put(key.seal(bytes, fileBind(one))) };
}

/** Begins an import; the worker reads it. One at a time in a commune (`import-open`). */
export const beginImport = command(
	{
		name: 'imports.begin',
		group: 'keep-register',
		input: v.object({ id, name: v.string(), sha256: v.string() }),
		answer: v.object({ id: v.string() })
	},
	async ({ db, actor, now }, input) => {
		const home = homeOf(actor);
		if (home === null) throw new Refusal('not-your-place');
		const { communeId } = await getCentre(db, home);
		await insertImport(db, {
			id: input.id,
			centre: home,
			commune: communeId,
			fileName: input.name,
			sha256: input.sha256,
			by: actor.id,
			at: now
		});
		return { answer: { id: input.id }, about: input.id, person: null };
	}
);

/** Keeps a sheet and begins its import. What is refused for certain leaves no file behind; where nobody knows, it stays. */
export async function bringSheet(context: Context, one: string, file: File | null): Promise<{ id: string }> {
	const kept = await keepSheet(context, one, file);
	try {
		return await beginImport(context, { id: one, ...kept });
	} catch (reason) {
		if (isRefused(reason)) await context.store.remove(kept.sha256);
		throw reason;
	}
}

/** By us, or by a constraint. */
const isRefused = (reason: unknown): boolean =>
	reason instanceof Refusal ||
	(reason instanceof Error && Boolean((reason as { constraint_name?: string }).constraint_name));

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
	const at = sheet instanceof Refusal ? null : findHeader(sheet.rows);
	if (sheet instanceof Refusal || at === null) {
		await updateImport(db, one.id, {
			state: 'broken',
			fault: sheet instanceof Refusal ? sheet.code : 'sheet-no-header'
		});
		return 0;
	}
	const header = sheet.rows[at]!;
	const rows = sheet.rows
		.map((cells, n) => ({ n: n + 1, cells }))
		.slice(at + 1)
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	const sealed = rows.map(({ n, cells }) => ({
		n,
		sealed: key.seal(JSON.stringify(cells), rowBind(one.id, n)).toString('base64')
	}));
	await insertRows(db, one.id, sealed);
	const headerHash = createHash('sha256').update(header.map(plain).join('\0')).digest();
	const mapping = (await findMapping(db, one.communeId, headerHash)) ?? guessMapping(header);
	await updateImport(db, one.id, { state: 'mapping', header, headerHash, mapping, rows: rows.length });
	return rows.length;
}

const Column = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(59));

/** Says which column is what. It is remembered for the next sheet that is headed like this one. */
export const mapImport = command(
	{
		name: 'imports.map',
		group: 'keep-register',
		input: v.object({ import: id, mapping: v.object(v.entriesFromList(fields, v.optional(Column))) }),
		answer: v.object({ checking: v.literal(true) })
	},
	async (context, input) => {
		const { db, now } = context;
		const found = await importIn(context, input.import, 'mapping', 'checked');
		const mapping = input.mapping as Mapping;
		const fault = mappingFault(mapping);
		if (fault) throw new Refusal(fault);
		if (found.headerHash) await putMapping(db, found.communeId, found.headerHash, mapping, now);
		await updateImport(db, found.id, { state: 'checking', mapping, checked: 0, fault: null });
		return { answer: { checking: true }, about: found.id, person: null };
	}
);

/** The hamlets against which the rows of an import are held. */
export const hamletsFor = (context: Context, { communeId }: ImportRow) =>
	listHamlets(context.db, communeId, dayOf(context.now));
