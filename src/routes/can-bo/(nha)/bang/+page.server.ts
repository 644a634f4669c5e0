import { redirect } from '@sveltejs/kit';
import { quickHelp, quickToday } from '#capabilities/assistance/encounters.server.ts';
import { board, desk } from '#capabilities/counter/board.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { greet } from '#capabilities/counter/greet.server.ts';
import { undo, undoable } from '#capabilities/counter/undo.server.ts';
import { answerHelp, confirmPriority } from '#capabilities/counter/move.server.ts';
import { takeSession } from '#capabilities/assistance/offer.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf, type Staff } from '#web/door.server.ts';
import { offeredHere } from '#web/offered.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const [hall, quick, move, offers, here] = await Promise.all([
		...([board(context, {}), quickToday(context, {}), undoable(context, {}), offeredHere(context)] as const),
		actor.desk === null ? null : desk(context, { desk: actor.desk })
	]);
	const said = { next: here?.next ?? null, there: here?.serving?.id ?? null, seated: here !== null };
	return { hall, quick, move, offers, ...said, request: newId(), now: event.locals.now };
};

/** The desk of whoever may call. Nobody is called beside somebody whose file lies open. */
function freeDesk({ actor }: Staff): string {
	if (actor.desk === null) redirect(303, paths.staff.seat);
	if (actor.session !== null) redirect(303, paths.session.home);
	return actor.desk;
}

const to = paths.staff.board;

export const actions: Actions = {
	call: byStaff(callNext, { given: { desk: freeDesk }, to: paths.staff.desk }),
	quick: byStaff(quickHelp, { to: withQuery(to, { ghi: 1 }) }),
	...{ greet: byStaff(greet, { to }), priority: byStaff(confirmPriority, { to }), help: byStaff(answerHelp, { to }) },
	undo: byStaff(undo, { to: withQuery(to, { lai: 1 }) }),
	take: byStaff(takeSession, { to: paths.session.home })
};
