import type { Context } from '#platform/context.server.ts';
import { findTicketOf } from './sql.server.ts';

/** Whether the person of this session took a number before they sat down. */
export const cameByTicket = async ({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<boolean> =>
	actor.session !== null && (await findTicketOf(db, actor.session)) !== null;
