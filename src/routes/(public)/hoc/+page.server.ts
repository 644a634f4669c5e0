import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal, passSign } from '#capabilities/paths/goal.server.ts';
import { learnerNextPage } from '#capabilities/paths/page.server.ts';
import { newId } from '#web/door.server.ts';
import { byLearner, learnerOf } from '#web/learner.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The one step that comes next, and what they do alone. No name stands here. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	return {
		shown: await learnerNextPage(context, event.locals.locale),
		changed: event.url.searchParams.has('da'),
		request: newId()
	};
};

const to = paths.learn.home;

export const actions: Actions = {
	goal: byLearner(chooseGoal, { reads: GoalForm, to }),
	sign: byLearner(passSign, { to })
};
