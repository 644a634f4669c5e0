import { redirect } from '@sveltejs/kit';
import { desk, desks } from '#capabilities/counter/board.server.ts';
import { callAgain, callBack, callNext } from '#capabilities/counter/call.server.ts';
import { TransferForm } from '#capabilities/counter/forms.ts';
import { finish, markMissed, park, transfer } from '#capabilities/counter/move.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { steps } from '#web/act.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf, type Staff } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (actor.desk === null) redirect(303, paths.staff.seat);
	const [here, others] = await Promise.all([
		desk(context, { desk: actor.desk }),
		desks(context, { centre: centreOf(actor) })
	]);
	return { here, others: others.filter((one) => one.id !== actor.desk), request: newId(), now: event.locals.now };
};

/** Nobody is called beside somebody whose file lies open. */
const callFree = steps(callNext.schema, (context, input) => {
	if (context.actor.session !== null) throw new Refusal('session-open');
	return callNext(context, input);
});

const [given, to] = [{ desk: ({ actor }: Staff) => actor.desk ?? '' }, paths.staff.desk];

export const actions: Actions = {
	...{ next: byStaff(callFree, { given, to }), back: byStaff(callBack, { given, to }) },
	...{ again: byStaff(callAgain, { to }), missed: byStaff(markMissed, { to }) },
	...{ park: byStaff(park, { to }), transfer: byStaff(transfer, { reads: TransferForm, to }) },
	finish: byStaff(finish, { to })
};
