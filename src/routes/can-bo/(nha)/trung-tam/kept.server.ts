import { desks } from '#capabilities/counter/board.server.ts';
import { daysOff } from '#capabilities/places/closed-days.server.ts';
import { keptCentre } from '#capabilities/places/keep-centre.server.ts';
import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { hoursAhead } from './hours.server.ts';

/** What an administrator keeps of the centre, and what the week would be that somebody has typed. */
export async function keptOf(context: Context, url: URL) {
	const kept = await keptCentre(context, {});
	return {
		kept,
		look: hoursAhead(url, kept.week),
		days: await daysOff(context, {}),
		desks: await desks(context, { centre: centreOf(context.actor) })
	};
}

/** The same for whoever keeps none of it, and only agrees to the account. */
export const nothingKept = { kept: null, look: null, days: null, desks: [] };
