import { myMends } from '#capabilities/support/mend.server.ts';
import { staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { PageServerLoad } from './$types';

/** The tickets that were given to an engineer of another organisation, and nothing else of any centre. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, myMends);
	const page = pageAsked(event);
	const back = event.url.searchParams.get('tra') !== null;
	return { found: await myMends(context, { page }), page, back, locale: event.locals.locale };
};
