import { stepAt } from '#capabilities/badges/rules-digits.ts';
import { checkByTelephone, visitor } from '#capabilities/badges/check-visitor.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Somebody calls: there is a person at their door. */
export const load: PageServerLoad = async (event) => {
	const { actor } = await staffWho(event, checkByTelephone);
	return { request: newId(), several: actor.centres.length > 1, locale: event.locals.locale };
};

export const actions: Actions = {
	default: byStaff(checkByTelephone, {
		given: { moment: (_, event) => stepAt(event.locals.now.getTime()) },
		shows: async ({ badge, why, until }, { who: { context } }) => ({
			found: badge === null ? null : await visitor(context, { badge, centre: null }),
			...{ why, until: until === null ? null : new Date(until) }
		})
	})
};
