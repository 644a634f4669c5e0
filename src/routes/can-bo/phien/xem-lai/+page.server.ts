import { redirect } from '@sveltejs/kit';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { confirmOnPaper, confirmTokenOf, makeConfirmLink } from '#capabilities/cases/confirm.server.ts';
import { inSession } from '#capabilities/cases/views.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { completeness } from '#capabilities/procedures/rules-form.ts';
import { dayOf } from '#kernel/day.ts';
import { program } from '#program/program.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (!view) redirect(303, '/can-bo/phien');
	const { context, actor } = await staffOf(event);
	const people = await colleagues(context, {});
	const values = Object.fromEntries(
		view.asked.flatMap(({ question, answer }) => (answer ? [[question.id, answer.value]] : []))
	);
	const form = formOf(view.file.procedureCode);
	return {
		/** Answers that no longer pass, or do not agree with another. */
		wrong: completeness(form, values, dayOf(event.locals.now)).wrong.map(({ id }) => id),
		usuallyChild: form.owner === 'child' && view.file.ownerId === view.file.helpedId,
		receivers: people.filter(({ role }) => role === 'receiving-officer').map(({ id, name }) => ({ id, name })),
		me: actor.id
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	way: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const way = text(form, 'way') as 'ONLINE' | 'DIRECT';
		const input = {
			case: view?.file.id ?? '',
			way,
			reason: text(form, 'reason'),
			receiver: way === 'DIRECT' ? text(form, 'receiver') || null : null
		};
		const said = await attempt(form, context, (tried) => chooseWay(tried, input));
		return failed(said) ? said : redirect(303, '/can-bo/phien/xem-lai');
	},
	link: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const said = await attempt(form, context, (tried) => makeConfirmLink(tried, { case: view?.file.id ?? '' }));
		if (failed(said)) return said;
		return {
			link: `${program().settings.ORIGIN}/xac-nhan/${confirmTokenOf(context, view!.file.id, said.hash)}`,
			expires: said.expires
		};
	},
	paper: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const said = await attempt(form, context, (tried) =>
			confirmOnPaper(tried, { case: view?.file.id ?? '', hash: text(form, 'hash') })
		);
		return failed(said) ? said : redirect(303, '/can-bo/phien/tien');
	}
};
