import { texts } from '#capabilities/notices/texts.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** Everything that people are told here, in the words in use. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, texts);
	return { texts: await texts(context, { locale: event.locals.locale }), locale: event.locals.locale };
};
