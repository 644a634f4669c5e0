import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { log } from '#platform/log.server.ts';
import { importIn, takeImportBack, writeImport } from './apply.server.ts';
import { readImport, tryReading } from './begin.server.ts';
import { checkRows } from './check.server.ts';
import { findImportWork, updateImport, type ImportWork } from './sql.server.ts';

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
	reading: ['broken', 'sheet-broken'],
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

const RIGHTS = new Set(
	['try-reading', 'read', 'check-rows', 'write', 'check-again', 'take-back', 'failed'].map((verb) => `imports.${verb}`)
);

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
