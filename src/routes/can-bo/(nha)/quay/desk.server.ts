import { redirect, type RequestEvent } from '@sveltejs/kit';
import { desk, desks } from '#capabilities/counter/board.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { undoable } from '#capabilities/counter/undo.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { steps } from '#web/act.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { offeredHere } from '#web/offered.server.ts';
import { paths } from '#web/paths.ts';

/** The desk of whoever looks: the number in hand and the next, what was just moved, what colleagues ask. */
export async function deskPage(event: RequestEvent) {
	const { context, actor } = await staffOf(event);
	if (actor.desk === null) redirect(303, paths.staff.seat);
	const [here, seats, move, offers] = await Promise.all([
		desk(context, { desk: actor.desk }),
		desks(context, { centre: centreOf(actor) }),
		undoable(context, {}),
		offeredHere(context)
	]);
	const others = seats.filter((one) => one.id !== actor.desk);
	return { here, others, move, offers, request: newId(), now: event.locals.now };
}

/** Nobody is called beside somebody whose file lies open. */
export const callFree = steps(callNext.schema, (context, input) => {
	if (context.actor.session !== null) throw new Refusal('session-open');
	return callNext(context, input);
});
