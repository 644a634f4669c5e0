import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { destroyKey, destroyKeys } from '#platform/subject-keys.server.ts';
import { canTakeBack, takeBackStaged, takeStaged } from '#capabilities/residents/staged.server.ts';
import {
	countVerdicts,
	forgetSheet,
	listUnused,
	lockImport,
	stampImport,
	updateImport,
	type ImportRow
} from './sql.server.ts';
import type { ImportState } from './answers.ts';

/** A whole sheet is one transaction: 40,000 people took 36 s on two busy cores, and 14 s to take out again. */
const MINUTES = 5;

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
async function endSheet(context: Context, one: ImportRow): Promise<void> {
	await destroyKeys(context, await listUnused(context.db, one.id));
	await forgetSheet(context.db, one.id);
	await destroyKey(context, one.id);
}

/** Decides that a checked sheet becomes true. The worker writes it, all in one transaction. */
export const applyImport = command(
	{
		name: 'imports.apply',
		group: 'keep-register',
		input: v.object({ import: id }),
		answer: v.object({ applying: v.literal(true) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'checked');
		const counts = Object.fromEntries(
			(await countVerdicts(context.db, found.id)).map(({ verdict, count }) => [verdict, count])
		);
		await updateImport(context.db, found.id, { state: 'applying', fault: null });
		return { answer: { applying: true }, about: found.id, person: null, detail: counts };
	}
);

/** Decides that what a sheet brought is taken back. The worker does it. Refuses once those whom it changed are no longer kept as they were. */
export const undoImport = command(
	{
		name: 'imports.undo',
		group: 'keep-register',
		input: v.object({ import: id }),
		answer: v.object({ undoing: v.literal(true) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'applied');
		if (!(await canTakeBack(context, found.id))) throw new Refusal('import-too-old');
		await updateImport(context.db, found.id, { state: 'undoing', fault: null });
		return { answer: { undoing: true }, about: found.id, person: null };
	}
);

/**
 * Makes every sure row of a sheet true, and those doubtful ones that somebody decided about: one transaction, so that a kill at
 * any moment leaves the register as it was or as it will be. When somebody was meanwhile given a number that the sheet gives to
 * another (constraint `person_number_once`), nothing is written and the sheet is checked again: see `stepImport`.
 */
export const writeImport = command(
	{
		name: 'imports.write',
		group: 'house',
		input: v.object({ import: id }),
		answer: v.object({ added: v.number(), changed: v.number() }),
		milliseconds: MINUTES * 60_000
	},
	async (context, input) => {
		const { db, now } = context;
		const found = await importIn(context, input.import, 'applying');
		const { added, changed } = await takeStaged(context, { id: found.id, commune: found.communeId });
		await stampImport(db, found.id, 'applied', now);
		await endSheet(context, found);
		return { answer: { added, changed }, about: found.id, person: null, detail: { added, changed } };
	}
);

/**
 * Takes an import back: whom it brought is gone unless they were helped since, whom it changed is as before unless somebody
 * changed them since. Answers how many of each.
 */
export const takeImportBack = command(
	{
		name: 'imports.take-back',
		group: 'house',
		input: v.object({ import: id }),
		answer: v.object({ gone: v.number(), stayed: v.number(), restored: v.number() }),
		milliseconds: MINUTES * 60_000
	},
	async (context, input) => {
		const { db, now } = context;
		const found = await importIn(context, input.import, 'undoing');
		const { gone, stayed, restored } = await takeBackStaged(context, found.id, found.appliedAt!);
		await stampImport(db, found.id, 'undone', now);
		return { answer: { gone, stayed, restored }, about: found.id, person: null, detail: { gone, stayed, restored } };
	}
);
