import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal, passSign } from '#capabilities/paths/goal.server.ts';
import { nextPageBeside } from '#capabilities/paths/page.server.ts';
import { answerPeer } from '#capabilities/paths/peer.server.ts';
import { allowThanks } from '#capabilities/paths/thanks.server.ts';
import { chooseWay } from '#capabilities/paths/way.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The one step that comes next on the path of the person beside. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return nextPageBeside(context, event.locals.locale);
};

const to = paths.session.next;

export const actions: Actions = {
	goal: byStaff(chooseGoal, { reads: GoalForm, to }),
	sign: byStaff(passSign, { to }),
	way: byStaff(chooseWay, { to }),
	thanks: byStaff(allowThanks, { to }),
	peer: byStaff(answerPeer, { to }),
	stop: byStaff(withdraw, { given: { purpose: 'refreshers' }, to })
};
