import { redirect } from '@sveltejs/kit';
import { askConsent, askedConsents, purposes } from '#capabilities/privacy/consents.server.ts';
import { attempt, failed } from '../../../../answer.server.ts';
import { requestOf, staffOf } from '../../../../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const asked = await askedConsents(context, {});
	return { asks: purposes.map((purpose) => ({ purpose, last: asked.find((one) => one.purpose === purpose) ?? null })) };
};

export const actions: Actions = {
	answer: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		const [purpose, answer] = String(form.get('answer') ?? '').split(' ');
		const said = await attempt(form, context, (tried) =>
			askConsent(tried, {
				id: tried.request,
				person: actor.subject ?? '',
				purpose: purpose as 'follow-up-call',
				answer: answer as 'given',
				readAloud: form.get('read-aloud') !== null
			})
		);
		return failed(said) ? said : redirect(303, '/can-bo/phien/dong-y');
	}
};
