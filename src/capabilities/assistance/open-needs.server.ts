import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { findNeed, listNeedsOf, lockNeed, type NeedRow } from './sql-needs.server.ts';

export type OpenNeed = Pick<NeedRow, 'id' | 'personId' | 'kind' | 'plan' | 'promisedOn'>;

const open = (need: NeedRow | undefined): OpenNeed => {
	if (!need) throw new Refusal('need-unknown');
	if (need.outcome !== null) throw new Refusal('need-closed');
	return need;
};

/** For other rooms: a need that is open, as it stands. */
export const getOpenNeed = async ({ db }: Pick<Context, 'db'>, id: string): Promise<OpenNeed> =>
	open(await findNeed(db, id));

/** For other rooms, in the transaction of their own command: the same, held, so that what is done to it is done one after another. */
export const holdOpenNeed = async ({ db }: Pick<Context, 'db'>, id: string): Promise<OpenNeed> =>
	open(await lockNeed(db, id));

/** For other rooms: all that somebody has open, the oldest first. */
export const openNeedsOf = async ({ db }: Pick<Context, 'db'>, person: string): Promise<OpenNeed[]> =>
	listNeedsOf(db, person);
