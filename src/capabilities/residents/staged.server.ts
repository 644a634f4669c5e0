import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import {
	analyzeRegister,
	endOldMembers,
	insertHouseholds,
	insertImported,
	insertMembers,
	insertPapers,
	insertWhy,
	reopenMembers,
	restoreKnown,
	takeOutDwellings,
	takeOutHouseholds,
	takeOutImported,
	takeOutPapers,
	takeOutWhy,
	updateKin,
	updateKnown
} from './sql-staged.server.ts';

/** So many people change what the planner knows of the register. */
const LARGE = 1000;

/** Makes the staged rows of an import true: people, why they come first, households and who lives in them. For its command's transaction. */
export async function takeStaged(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	one: { id: string; commune: number }
): Promise<{ added: number; changed: number }> {
	const applying = { ...one, at: now };
	const { count: added } = await insertImported(db, applying);
	const { count: changed } = await updateKnown(db, applying);
	const large = added > LARGE;
	if (large) await analyzeRegister(db);
	await insertWhy(db, applying);
	await insertPapers(db, applying);
	await insertHouseholds(db, applying);
	if (large) await analyzeRegister(db);
	await endOldMembers(db, applying, dayOf(now));
	await insertMembers(db, applying, dayOf(now));
	if (large) await analyzeRegister(db);
	await updateKin(db, one.id);
	return { added, changed };
}

/**
 * Takes back what an import made true at `appliedAt`: whom it brought is gone unless they were helped since, whom it changed is
 * as before unless somebody changed them since. Answers how many of each. For its command's transaction.
 */
export async function takeBackStaged(
	{ db }: Pick<Context, 'db'>,
	id: string,
	appliedAt: Date
): Promise<{ gone: number; stayed: number; restored: number }> {
	await takeOutPapers(db, id);
	const restored = await restoreKnown(db, id, appliedAt);
	const { gone, stayed } = await takeOutImported(db, id);
	await takeOutWhy(db, id);
	await takeOutHouseholds(db, id);
	await takeOutDwellings(db, id);
	await reopenMembers(db, id, dayOf(appliedAt));
	await updateKin(db, id);
	return { gone, stayed, restored };
}
