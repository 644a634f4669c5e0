import { offerPictures } from '#capabilities/picture-keys/give.server.ts';
import { clip } from '#design/clips.ts';
import { newId } from '#web/door.server.ts';
import { byLearner, learnerOf } from '#web/learner.server.ts';
import { drawAsked, touchToChange } from '#web/touch.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Three other pictures, touched once as they are shown: of those nobody of the staff knows. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	const sound = clip('ba-hinh-moi', event.locals.locale);
	return { offered: await offerPictures(context, { draw: drawAsked(event) }), audio: sound, request: newId() };
};

export const actions: Actions = {
	touch: byLearner(touchToChange, {
		shows: (said) => said ?? undefined,
		to: withQuery(paths.learn.home, { da: 'doi' })
	})
};
