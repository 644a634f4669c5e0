import { toLookOn } from '#capabilities/classes/look-on.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** The learners of a class at whom its assessor looks on. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, toLookOn);
	return { ...(await toLookOn(context, { run: event.params.run })), locale: event.locals.locale };
};
