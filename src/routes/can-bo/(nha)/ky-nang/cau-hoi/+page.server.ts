import { countedTo, items } from '#capabilities/learning/items.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** How each item is answered: hard or easy, telling people apart or not, old. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, items);
	return { items: await items(context, {}), until: countedTo(context.now), locale: event.locals.locale };
};
