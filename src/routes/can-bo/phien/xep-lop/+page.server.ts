import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal } from '#capabilities/paths/goal.server.ts';
import { beginPlacement, goOnPlacement } from '#capabilities/placement/begin.server.ts';
import { placementPage } from '#capabilities/placement/page.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where the person beside begins to learn: topics that they want, one thing at a time to hear, and where each leads. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return placementPage(context, event.locals.locale, event.url.searchParams.has('moi'));
};

const to = paths.session.placement;

export const actions: Actions = {
	begin: byStaff(beginPlacement, { to }),
	// Pressed again from a page that one went back to: the first answer stands.
	judge: byStaff(judgeItem, { to, again: () => to }),
	on: byStaff(goOnPlacement, { to }),
	goal: byStaff(chooseGoal, { reads: GoalForm, to: paths.session.next })
};
