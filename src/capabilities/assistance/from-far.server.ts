import { dayOf } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { hasEncounter, insertFromFar } from './sql.server.ts';
import type { FromFarHow } from './from-far.ts';
import type { Topic } from './topics.ts';

type Help = {
	/** Names the matter, so that nobody is written down twice for it. */
	of: string;
	person: string;
	topic: Topic;
	how: FromFarHow;
	minutes: number;
	centre: number;
	helper: string;
	at: Date;
};

const idOf = (of: string): string => requestFor('assistance.from-far', 0, of);

/** Somebody was helped by the support team, once for each matter: false where that is written already. In the caller’s transaction. */
export const helpFromFar = async (db: Db, { of, at, ...help }: Help): Promise<boolean> =>
	(await insertFromFar(db, { id: idOf(of), ...help, at, day: dayOf(at) })).count === 1;

/** Whether that is written of a matter. */
export const isHelpedFromFar = (db: Db, of: string): Promise<boolean> => hasEncounter(db, idOf(of));
