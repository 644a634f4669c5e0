import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal } from '#capabilities/paths/goal.server.ts';
import { judgedPage } from '#capabilities/paths/learner-pages.server.ts';
import { newId } from '#web/door.server.ts';
import { byLearner, learnerOf } from '#web/learner.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One thing to hear and judge, by oneself. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	const { params, url, locals } = event;
	return { ...(await judgedPage(context, params.statement, url.searchParams, locals.locale)), request: newId() };
};

export const actions: Actions = {
	judge: byLearner(judgeItem, {
		to: (_, { input, event }) =>
			withQuery(paths.learn.skill(event.params['statement'] ?? ''), { nghe: input.item, chon: input.choice })
	}),
	goal: byLearner(chooseGoal, { reads: GoalForm, to: paths.learn.home })
};
