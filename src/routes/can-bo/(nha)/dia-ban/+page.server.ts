import { hamletStates } from '#capabilities/campaigns/look-division.server.ts';
import { areas, handovers } from '#capabilities/field/areas.server.ts';
import { staffWho } from '#web/door.server.ts';
import { movesOf } from './moves.ts';
import type { PageServerLoad } from './$types';

/** Every hamlet that whoever opens it leads, its areas with who goes there, and what was handed over lately. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, hamletStates);
	const [hamlets, all, moved] = await Promise.all([
		hamletStates(context, {}),
		areas(context, {}),
		handovers(context, {})
	]);
	return { hamlets, areas: all, moves: movesOf(moved, all), locale: event.locals.locale, now: event.locals.now };
};
