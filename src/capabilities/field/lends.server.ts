import type { Lending } from '#platform/lending.server.ts';
import { listMates } from './sql-outings.server.ts';
import type { Mate } from './taken.ts';

/** Who else goes where somebody goes, by name: with whom they may be out. */
export const lendMates: Lending = {
	name: 'mates',
	lend: async ({ db }, { staff }): Promise<{ mates: Mate[] }> => ({ mates: [...(await listMates(db, staff))] })
};
