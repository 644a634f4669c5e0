import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { destroyKey, destroyKeys } from '#platform/subject-keys.server.ts';
import { againFrom, type ImportState } from './answers.ts';
import { forgetSheet, listUnused, lockImport, updateImport, type ImportRow } from './sql.server.ts';

/** So many rows change what the planner knows of a table. */
export const LARGE = 1000;

/** An import that the actor may go on with, locked; refuses one that is not in this state (`import-state`). */
export async function importIn(context: Context, one: string, ...states: ImportState[]): Promise<ImportRow> {
	const found = await lockImport(context.db, one);
	if (!found) throw new Refusal('import-unknown');
	if (!states.includes(found.state)) throw new Refusal('import-state');
	return found;
}

/** Leaves an import: nothing of it was written, and its sheet is gone. */
export const dropImport = command(
	{
		name: 'imports.drop',
		group: 'keep-register',
		input: v.object({ import: id }),
		answer: v.object({ dropped: v.literal(true) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'reading', 'broken', 'mapping', 'checking', 'checked');
		await updateImport(context.db, found.id, { state: 'dropped' });
		await endSheet(context, found);
		return { answer: { dropped: true }, about: found.id, person: null };
	}
);

/** The cells, what was staged, the keys made for nobody, and the key of the sheet itself: its file can be read by nobody any more. */
export async function endSheet(context: Context, one: ImportRow): Promise<void> {
	await destroyKeys(context, await listUnused(context.db, one.id));
	await forgetSheet(context.db, one.id);
	await destroyKey(context, one.id);
}

/** Tries a step again that did not go through: what was read and checked before it stays. */
export const tryImportAgain = command(
	{
		name: 'imports.try-again',
		group: 'keep-register',
		input: v.object({ import: id }),
		answer: v.object({ state: v.picklist(['reading', 'checking']) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'broken');
		const state = againFrom[found.fault ?? ''];
		if (!state) throw new Refusal('import-state');
		await updateImport(context.db, found.id, { state, fault: null, tries: 0 });
		return { answer: { state }, about: found.id, person: null };
	}
);
