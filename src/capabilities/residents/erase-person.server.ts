import type { Context } from '#platform/context.server.ts';
import { destroyKeys } from '#platform/subject-keys.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
	deleteWhy,
	emptyAddresses,
	emptyChanges,
	emptyMerges,
	erasePeoplePartly,
	isInSession
} from './sql-erase.server.ts';
import { emptyIdentityChanges } from './sql-identity.server.ts';
import { listHomesOf, updateKin, wasJoined } from './sql-merge.server.ts';
import { deletePapers } from './sql-papers.server.ts';
import { erasePeople, listSame } from './sql.server.ts';

async function emptyTraces({ db }: Context, ids: readonly string[]): Promise<void> {
	await emptyAddresses(db, ids);
	await deleteWhy(db, ids);
	await deletePapers(db, ids);
	await emptyChanges(db, ids);
	await emptyIdentityChanges(db, ids);
	await emptyMerges(db, ids);
}

/** Whether somebody sits beside a guide now: they would be written about again, so the session ends first. */
export const sitsBeside = async ({ db }: Pick<Context, 'db'>, person: string): Promise<boolean> =>
	isInSession(db, await listSame(db, person));

/** Whether a row was joined with theirs on that day or since, and still is. */
export const joinedSince = async ({ db }: Pick<Context, 'db'>, person: string, day: string): Promise<boolean> =>
	wasJoined(db, await listSame(db, person), day);

/**
 * Destroys a person's data key and blanks their row, under every id that they were merged from, in the transaction of whoever
 * decided it: every sealed word is unreadable for ever, the journal still verifies. Refuses who is unknown or erased. What other
 * rooms keep is theirs to empty: see `privacy/erase.server.ts`, and whoever hears `privacy.erase`.
 */
export async function erasePerson(context: Context, person: string): Promise<void> {
	const all = await listSame(context.db, person);
	await emptyTraces(context, all);
	const { count } = await erasePeople(context.db, all, context.now);
	if (count === 0) throw new Refusal('person-unknown');
	// Whoever lives with them is not found by their name any more.
	await updateKin(context.db, await listHomesOf(context.db, all), []);
	await destroyKeys(context, all);
}

/** As much of it as leaves a file that has to be finished or kept readable: name, birth, number and the key stay. */
export async function erasePersonPartly(context: Context, person: string): Promise<void> {
	const all = await listSame(context.db, person);
	await emptyTraces(context, all);
	const { count } = await erasePeoplePartly(context.db, all, context.now);
	if (count === 0) throw new Refusal('person-unknown');
}
