import { redirect } from '@sveltejs/kit';
import { makeRequest, takeRequestBack } from '#capabilities/privacy/requests.server.ts';
import { myRequests } from '#capabilities/privacy/requests-shown.server.ts';
import { wardsOf } from '#capabilities/residents/mandates.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestTyped } from '#web/data-request.server.ts';
import { newId, requestOf, residentOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What she may ask of whoever keeps facts about her, and how it stands. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	return {
		requests: await myRequests(context, {}),
		wards: await wardsOf(context),
		locale: event.locals.locale,
		request: newId()
	};
};

const HERE = '/cua-toi/du-lieu';

export const actions: Actions = {
	ask: async (event) => {
		const form = await event.request.formData();
		const { context } = await residentOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			makeRequest(tried, { ...requestTyped(form), id: tried.request })
		);
		return failed(said) ? said : redirect(303, `${HERE}?da=1`);
	},
	takeBack: async (event) => {
		const form = await event.request.formData();
		const { context } = await residentOf(event, requestOf(form));
		const request = String(form.get('which') ?? '');
		const said = await attempt(form, context, (tried) => takeRequestBack(tried, { request }));
		return failed(said) ? said : redirect(303, HERE);
	}
};
