import { sitAtDesk } from '#capabilities/access/sessions.server.ts';
import { desks } from '#capabilities/counter/board.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	return { desks: await desks(context, { centre: centreOf(actor) }), request: newId() };
};

export const actions: Actions = {
	default: byStaff(sitAtDesk, {
		given: { session: ({ staff }) => staff.sessionId },
		to: (_, { who }) => (who.roles.includes('guide') ? paths.staff.board : paths.staff.desk)
	})
};
