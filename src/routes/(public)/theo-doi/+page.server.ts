import { fail, redirect } from '@sveltejs/kit';
import { requestOf } from '#web/door.server.ts';
import { heldCase, takeSlip } from '#web/slip-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({
	held: heldCase(event) !== null,
	why: event.url.searchParams.get('loi')
});

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const code = String(form.get('code') ?? '').trim();
		const why = code === '' ? 'slip-missing' : await takeSlip(event, code, requestOf(form));
		return why ? fail(400, { why, code }) : redirect(303, '/theo-doi/ho-so');
	}
};
