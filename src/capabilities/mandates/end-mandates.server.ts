import type { Context } from '#platform/context.server.ts';
import { allIdsOf } from '#capabilities/residents/people.server.ts';
import { endRepresentationsOf } from './sql-represent.server.ts';
import { endMandatesOf } from './sql.server.ts';

/** Nobody stands for, or is stood for by, somebody who is erased: in the transaction of whoever decides it. */
export const endMandates = async ({ db, now }: Pick<Context, 'db' | 'now'>, person: string): Promise<void> => {
	const ids = await allIdsOf({ db }, person);
	await endMandatesOf(db, ids, now);
	await endRepresentationsOf(db, ids, now);
};
