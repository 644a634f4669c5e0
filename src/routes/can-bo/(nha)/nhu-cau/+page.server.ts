import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { toCall } from '#capabilities/assistance/to-call.server.ts';
import { Nothing } from '#kernel/shapes.ts';
import { findAllNeeds, findNeeds } from '#capabilities/assistance/find-needs.server.ts';
import { FollowUpForm } from '#capabilities/assistance/forms.ts';
import { answerFollowUp } from '#capabilities/assistance/move-need.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { steps } from '#web/act.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { boardOf } from './board.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = await staffWho(event, needBoard);
	return {
		...(await boardOf(event, staff)),
		calls: may(staff.actor, toCall),
		finds: may(staff.actor, findNeeds),
		locale: event.locals.locale,
		request: newId()
	};
};

/** Every page of the register, each with a request of its own after the first. */
const findAll = steps(Nothing, (context) => findAllNeeds(context, (page) => (page === 0 ? context.request : newId())));

export const actions: Actions = {
	answer: byStaff(answerFollowUp, { reads: FollowUpForm, to: withQuery(paths.staff.needs, { xem: 'hoi-lai' }) }),
	find: byStaff(findAll, { to: (count) => withQuery(paths.staff.needs, { them: count }) })
};
