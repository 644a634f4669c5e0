import { redirect } from '@sveltejs/kit';
import { quickHelp, quickToday } from '#capabilities/assistance/encounters.server.ts';
import { board } from '#capabilities/counter/board.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { answerHelp, confirmPriority } from '#capabilities/counter/move.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const [hall, quick] = await Promise.all([board(context, {}), quickToday(context, {})]);
	return { hall, quick, request: newId(), now: event.locals.now };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	call: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		if (actor.desk === null) redirect(303, '/can-bo/cho-ngoi');
		// Nobody is called beside somebody whose file lies open.
		if (actor.session !== null) redirect(303, '/can-bo/phien');
		const said = await attempt(form, context, (tried) => callNext(tried, { desk: actor.desk ?? '' }));
		return failed(said) ? said : redirect(303, '/can-bo/quay');
	},
	quick: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = { topic: text(form, 'topic') as never, how: text(form, 'how') as never };
		const said = await attempt(form, context, (tried) => quickHelp(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, '/can-bo/bang?ghi=1');
	},
	priority: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			confirmPriority(tried, { ticket: text(form, 'ticket'), priority: text(form, 'priority') as never })
		);
		return failed(said) ? said : redirect(303, '/can-bo/bang');
	},
	help: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => answerHelp(tried, { call: text(form, 'call') }));
		return failed(said) ? said : redirect(303, '/can-bo/bang');
	}
};
