import { myMended } from '#capabilities/support/mended.server.ts';
import { myMends } from '#capabilities/support/mend.server.ts';
import { staffWho } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { PageServerLoad } from './$types';

/** The tickets that were given to an engineer of another organisation, what they mended, and nothing else of any centre. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, myMends);
	const page = pageAsked(event);
	const asked = event.url.searchParams;
	const after = asked.get('sau') ?? '';
	const [found, mended] = await Promise.all([
		myMends(context, { page }),
		myMended(context, { after: isId(after) ? after : null })
	]);
	return {
		...{ found, mended, page },
		...{ back: asked.get('tra') !== null, locale: event.locals.locale }
	};
};
