import type { Context } from '#platform/context.server.ts';
import type { Rung } from './rules-climb.ts';
import { insertDrillTicket, takeDrillTicket } from './sql-drill.server.ts';

// For whoever tries the alarm, in the transaction of their own command.

/** A ticket that nobody wrote at a centre, that runs late from now on; no more than one at a time. `night`: `yyyy-mm-dd`. */
export const openDrillTicket = async (
	{ db, now }: Pick<Context, 'db' | 'now'>,
	at: { id: string; centre: number; night: string }
): Promise<void> => {
	await insertDrillTicket(db, { ...at, at: now });
};

/** It is over: when each rung rang for it. */
export const endDrillTicket = ({ db }: Pick<Context, 'db'>, id: string): Promise<readonly { rung: Rung; at: Date }[]> =>
	takeDrillTicket(db, id);
