import { GoalForm } from '#capabilities/paths/forms.ts';
import { chooseGoal, passSign } from '#capabilities/paths/goal.server.ts';
import { myNextPage } from '#capabilities/paths/page.server.ts';
import { answerPeer } from '#capabilities/paths/peer.server.ts';
import { allowThanks } from '#capabilities/paths/thanks.server.ts';
import { chooseWay } from '#capabilities/paths/way.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The one step that comes next on their path. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	return { ...(await myNextPage(context, event.locals.locale)), request: newId() };
};

const to = paths.mine.next;

export const actions: Actions = {
	goal: byResident(chooseGoal, { reads: GoalForm, to }),
	sign: byResident(passSign, { to }),
	way: byResident(chooseWay, { to }),
	thanks: byResident(allowThanks, { to }),
	peer: byResident(answerPeer, { to }),
	stop: byResident(withdraw, { given: { purpose: 'refreshers' }, to })
};
