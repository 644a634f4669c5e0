import { redirect } from '@sveltejs/kit';
import { recordOfficialCode } from '#capabilities/cases/file.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { inSession } from '#capabilities/cases/views.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (!view) redirect(303, '/can-bo/phien');
	const { actor } = await staffOf(event);
	const values = Object.fromEntries(
		view.asked.flatMap(({ question, answer }) => (answer ? [[question.id, answer.value]] : []))
	);
	return {
		lines: answersInPortalOrder(formOf(view.file.procedureCode), values).map(({ id, label, text }) => ({
			id,
			label,
			text
		})),
		receives: may(actor, 'cases.receive'),
		portal: view.portal?.lastFault ? { fault: view.portal.lastFault, since: timeOf(view.portal.since) } : null,
		today: dayOf(event.locals.now).slice(2).replaceAll('-', '')
	};
};

export const actions: Actions = {
	receive: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const said = await attempt(form, context, (tried) => receive(tried, { case: view?.file.id ?? '' }));
		return failed(said) ? said : redirect(303, '/can-bo/phien/nop');
	},
	code: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const said = await attempt(form, context, (tried) =>
			recordOfficialCode(tried, {
				case: view?.file.id ?? '',
				code: String(form.get('official') ?? ''),
				elsewhere: form.has('elsewhere')
			})
		);
		return failed(said) ? said : redirect(303, '/can-bo/phien/phieu');
	}
};
