import { redirect } from '@sveltejs/kit';
import { makeRequest, takeRequestBack } from '#capabilities/privacy/requests.server.ts';
import { requestsBeside } from '#capabilities/privacy/requests-shown.server.ts';
import { wardsOf } from '#capabilities/residents/mandates.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import { requestTyped } from '#web/data-request.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return {
		requests: await requestsBeside(context, {}),
		wards: await wardsOf(context),
		locale: event.locals.locale
	};
};

const HERE = '/can-bo/phien/du-lieu';

export const actions: Actions = {
	ask: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			makeRequest(tried, { ...requestTyped(form), id: tried.request })
		);
		return failed(said) ? said : redirect(303, `${HERE}?da=1`);
	},
	takeBack: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const request = String(form.get('which') ?? '');
		const said = await attempt(form, context, (tried) => takeRequestBack(tried, { request }));
		return failed(said) ? said : redirect(303, HERE);
	}
};
