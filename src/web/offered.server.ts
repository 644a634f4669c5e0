import { offeredToMe } from '#capabilities/assistance/offer.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import type { Context } from '#platform/context.server.ts';

/** What colleagues ask of whoever looks to go on with, each with the number that whoever sits there holds. */
export const offeredHere = async (context: Context) =>
	Promise.all(
		(await offeredToMe(context, {})).map(async (one) => ({
			...one,
			number: one.ticket === null ? null : ((await ticket(context, { ticket: one.ticket }))?.number ?? null)
		}))
	);
