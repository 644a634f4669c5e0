import { peers } from '#capabilities/paths/peer.server.ts';
import { staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { PageServerLoad } from './$types';

/** Who would help others, topic by topic. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, peers);
	const page = pageAsked(event);
	return { peers: await peers(context, { page }), page, locale: event.locals.locale };
};
