import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { Worklist, type Bucket } from './inputs.ts';
import { slipCodeOf } from './read.server.ts';
import { isDone, whoWaits } from './rules-stage.ts';
import { listCasesAt, listCasesOf, type ListedCase } from './sql-lists.server.ts';
import { MineCaseShown, WorklistShown } from './answers.ts';

const holds: Record<Bucket, (file: ListedCase) => boolean> = {
	'to-receive': (file) => file.stage === 'confirmed' && file.way === 'DIRECT',
	'to-file': (file) => file.stage === 'received' || (file.stage === 'confirmed' && file.way === 'ONLINE'),
	open: (file) => file.stage === 'filed' && !isDone(file.status) && file.status !== 3 && file.status !== 7,
	'pick-up': (file) => file.status === 9,
	all: () => true
};

/** The files of this centre by what is to be done; names are those of the people in the officer's own place. */
export const worklist = query(
	{
		name: 'cases.worklist',
		group: 'receive',
		input: Worklist,
		answer: WorklistShown,
		look: 'a list of names, to find somebody or to see what waits'
	},
	async (context, { bucket }) => {
		const files = await listCasesAt(context.db, centreOf(context.actor));
		const counts = Object.fromEntries(Object.entries(holds).map(([name, isIn]) => [name, files.filter(isIn).length]));
		const shown = files.filter(holds[bucket]).slice(0, 100);
		const names = new Map(
			await Promise.all(
				[...new Set(shown.map((file) => file.procedureCode))].map(
					async (code) => [code, getProcedure(code).shortName] as const
				)
			)
		);
		return { bucket, counts, files: shown.map((file) => ({ ...file, procedure: names.get(file.procedureCode)! })) };
	}
);

/** Cases of the person who is signed in, and of those she stands for; with the code of each slip, which is hers to hold. */
export const mineCases = query(
	{
		name: 'cases.mine',
		group: 'own-page',
		input: Nothing,
		answer: v.array(MineCaseShown),
		look: 'the person’s own page'
	},
	async (context) => {
		const files = await listCasesOf(context.db);
		return Promise.all(
			files.map(async (file) => ({
				...file,
				procedure: getProcedure(file.procedureCode),
				waits: whoWaits(file),
				readable: (await findKey(context, file.ownerId)) !== null,
				slip: file.stage === 'draft' || file.stage === 'void' ? null : slipCodeOf(context, file.id)
			}))
		);
	}
);
