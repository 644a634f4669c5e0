import { endKey, keyBeside, offerPictures } from '#capabilities/picture-keys/give.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { drawAsked, touchToGet } from '#web/touch.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The card of the person beside, and three pictures for whoever has none or forgot theirs. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const [key, offered] = await Promise.all([
		keyBeside(context, {}),
		offerPictures(context, { draw: drawAsked(event) })
	]);
	return { key, offered, done: event.url.searchParams.get('da') };
};

const done = (da: string): string => withQuery(paths.session.learningCard, { da });

export const actions: Actions = {
	touch: byStaff(touchToGet, { shows: (said) => said ?? undefined, to: done('cap') }),
	end: byStaff(endKey, { to: done('thoi') })
};
