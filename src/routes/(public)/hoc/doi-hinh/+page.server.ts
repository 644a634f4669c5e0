import { offerPictures } from '#capabilities/picture-keys/give.server.ts';
import { newId } from '#web/door.server.ts';
import { byLearner, learnerOf } from '#web/learner.server.ts';
import { touchToChange } from '#web/touch.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Three other pictures, touched once as they are shown: of those nobody of the staff knows. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	return { offered: (await offerPictures(context, {})).pictures, request: newId() };
};

export const actions: Actions = {
	touch: byLearner(touchToChange, { shows: (said) => said ?? undefined, to: paths.learn.home })
};
