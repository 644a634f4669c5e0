import { redirect } from '@sveltejs/kit';
import { sitAtDesk } from '#capabilities/access/sessions.server.ts';
import { desks } from '#capabilities/counter/board.server.ts';
import { homeOf } from '#kernel/actor.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	return { desks: await desks(context, { centre: homeOf(actor) ?? 0 }), request: newId() };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { context, staff, roles } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			sitAtDesk(tried, { desk: String(form.get('desk') ?? ''), session: staff.sessionId })
		);
		if (failed(said)) return said;
		redirect(303, roles.includes('guide') ? '/can-bo/bang' : '/can-bo/quay');
	}
};
