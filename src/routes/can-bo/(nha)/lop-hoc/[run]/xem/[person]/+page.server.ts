import { error } from '@sveltejs/kit';
import { toLookOn } from '#capabilities/classes/look-on.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** One learner of a class before its assessor: which task is looked on. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, toLookOn);
	const { run, person } = event.params;
	const { learners, ...shown } = await toLookOn(context, { run });
	const learner = learners.find((one) => one.person === person) ?? error(404);
	return { ...shown, learner, locale: event.locals.locale };
};
