import { redirect } from '@sveltejs/kit';
import { askConsent, askedConsents, withdraw } from '#capabilities/privacy/consents.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { asks: await askedConsents(context, {}) };
};

const HERE = '/can-bo/phien/dong-y';

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
				version: Number(form.get('version')),
				answer: answer as 'given',
				readAloud: form.get('read-aloud') !== null
			})
		);
		return failed(said) ? said : redirect(303, HERE);
	},
	/** Taken back on her word: no question, no words to read aloud first. */
	withdraw: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = { purpose: String(form.get('purpose')) as 'follow-up-call' };
		const said = await attempt(form, context, (tried) => withdraw(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, HERE);
	}
};
