import { copyFor } from '#capabilities/errands/copies.ts';
import { ObserveForm } from '#capabilities/learning/forms.ts';
import { sayFelt } from '#capabilities/learning/judge.server.ts';
import { observeTask, takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal } from '#capabilities/paths/goal.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One task, looked on: steps, how often they were helped, and the level that this leaves open. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return {
		one: await statementBeside(context, { statement: event.params.statement }),
		copy: copyFor(event.params.statement),
		done: event.url.searchParams.get('da')
	};
};

const statement = (_: unknown, { params }: { params: Partial<Record<string, string>> }): string =>
	params['statement'] ?? '';
const back =
	(da: string) =>
	(_: unknown, { event }: { event: { params: Partial<Record<string, string>> } }) =>
		withQuery(paths.session.skill(event.params['statement'] ?? ''), { da });

export const actions: Actions = {
	see: byStaff(observeTask, { reads: ObserveForm, given: { statement }, to: back('xem') }),
	felt: byStaff(sayFelt, { given: { statement }, to: back('thay') }),
	back: byStaff(takeBackSeen, { to: back('lay-lai') }),
	goal: byStaff(chooseGoal, { reads: GoalForm, to: paths.session.next })
};
