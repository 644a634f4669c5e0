import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { takeBackStaged, takeStaged } from '#capabilities/residents/staged.server.ts';
import { readImport, tryReading } from './read.server.ts';
import { checkRows } from './check.server.ts';
import {
	countForgotten,
	countVerdicts,
	findImportWork,
	forgetBefore,
	keepBefore,
	stampImport,
	updateImport,
	type ImportWork
} from './sql.server.ts';
import { endSheet, importIn } from './state.server.ts';

// From the word that a checked sheet becomes true to the register, and back: staff decide, and the worker, whose turn stands at the
// end, does it.

/** A whole sheet is one transaction: 40,000 people took 36 s on two busy cores, and 14 s to take out again. */
const MINUTES = 5;

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
		if ((await countForgotten(context.db, found.id)) > 0) throw new Refusal('import-too-old');
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
		await keepBefore(db, found.id);
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
		await forgetBefore(db, found.id);
		await stampImport(db, found.id, 'undone', now);
		return { answer: { gone, stayed, restored }, about: found.id, person: null, detail: { gone, stayed, restored } };
	}
);

/** A sheet that could not be written is checked again against the register as it is now, and the page says so. */
export const checkAgain = command(
	{
		name: 'imports.check-again',
		group: 'house',
		input: v.object({ import: id }),
		answer: v.object({ checking: v.literal(true) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'applying');
		await updateImport(context.db, found.id, { state: 'checking', checked: 0, fault: 'import-checked-again' });
		return { answer: { checking: true }, about: found.id, person: null };
	}
);

/** Where a step that failed leaves an import: somebody can look at it, try again or leave it, and nobody else's waits for it. */
const AFTER_FAULT = {
	reading: ['broken', 'import-not-read'],
	checking: ['broken', 'import-not-checked'],
	applying: ['checked', 'import-not-written'],
	undoing: ['applied', 'import-not-undone']
} as const;

export const importFailed = command(
	{
		name: 'imports.failed',
		group: 'house',
		input: v.object({ import: id, at: v.picklist(['reading', 'checking', 'applying', 'undoing']) }),
		answer: v.object({ state: v.picklist(['checked', 'broken', 'applied']) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, input.at);
		const [state, fault] = AFTER_FAULT[input.at];
		await updateImport(context.db, found.id, { state, fault });
		return { answer: { state }, about: found.id, person: null, detail: { fault } };
	}
);

const RIGHTS = only(tryReading, readImport, checkRows, writeImport, checkAgain, takeImportBack, importFailed);

/** What the worker does with an import in each state; the state locks the row, so that two workers do it once. */
const STEPS: Record<ImportWork['state'], (as: () => Context, work: ImportWork) => Promise<unknown>> = {
	reading: async (as, { id }) => {
		const { again } = await tryReading(as(), { import: id });
		if (again) await readImport(as(), { import: id });
	},
	checking: (as, { id, checked }) => checkRows(as(), { import: id, after: checked }),
	applying: (as, { id }) =>
		writeImport(as(), { import: id }).catch((reason: unknown) => {
			if ((reason as { constraint_name?: string }).constraint_name !== 'person_number_once') throw reason;
			return checkAgain(as(), { import: id });
		}),
	undoing: (as, { id }) => takeImportBack(as(), { import: id })
};

/** One step of the import that has waited longest: its reading, its next 500 rows, its writing. Answers whether there was one. */
export async function stepImport(base: ChoreBase): Promise<boolean> {
	const work = await inScope(base.db, system('import', RIGHTS), '', (db) => findImportWork(db));
	if (!work) return false;
	const as = (): Context => ({
		...base,
		actor: system('import', RIGHTS, work.id, [work.centreId]),
		now: base.clock(),
		request: crypto.randomUUID()
	});
	try {
		await STEPS[work.state](as, work);
	} catch (fault) {
		log.error({ import: work.id, step: work.state, fault: String(fault).slice(0, 300) }, 'import');
		await importFailed(as(), { import: work.id, at: work.state });
	}
	return true;
}

/** The worker's turn: goes on until nothing waits. A kill loses the step that it was in, which is done again. */
export const importWork: Chore = {
	name: 'imports.list',
	everySeconds: 1,
	run: async (base) => {
		while (await stepImport(base));
	}
};
