import { heardNow } from '#capabilities/learning/heard.server.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { myStatement } from '#capabilities/learning/skills.server.ts';
import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal } from '#capabilities/paths/goal.server.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One thing to hear and judge, by oneself. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const { statement } = event.params;
	const one = await myStatement(context, { statement });
	const asked = event.url.searchParams;
	return {
		...heardNow({
			item: one.item,
			answered: asked.get('nghe'),
			choice: asked.get('chon'),
			locale: event.locals.locale
		}),
		...{ one, more: one.item !== null, request: newId() }
	};
};

export const actions: Actions = {
	judge: byResident(judgeItem, {
		to: (_, { input, event }) =>
			withQuery(paths.mine.skill(event.params['statement'] ?? ''), { nghe: input.item, chon: input.choice })
	}),
	goal: byResident(chooseGoal, { reads: GoalForm, to: paths.mine.next })
};
