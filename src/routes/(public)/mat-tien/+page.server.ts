import { firstHourPage } from '#capabilities/paths/learner-pages.server.ts';
import { callCentre } from '#capabilities/support/hotlines.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import type { PageServerLoad } from './$types';

/** What to do at once after money was lost: it asks nothing, also not which centre. A number to call stands there where one is set. */
export const load: PageServerLoad = async (event) => {
	const { here } = whichOf(await allCentres(event), event);
	return {
		...firstHourPage(event.locals.locale),
		phone: here && (await callCentre(anyoneOf(event), { centre: here.id })).phone
	};
};
