import { howItStands } from '#platform/checks.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** How the house stands: what is set, what is missing, what is at fault, as `npm run doctor` prints. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, howItStands);
	return { found: await howItStands(context, {}), now: event.locals.now };
};
