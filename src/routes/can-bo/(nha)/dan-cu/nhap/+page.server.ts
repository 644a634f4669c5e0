import { error, redirect } from '@sveltejs/kit';
import { beginImport, keepSheet, MOST_SHEET_BYTES } from '#capabilities/imports/begin.server.ts';
import { imports } from '#capabilities/imports/shown.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'imports.list')) error(403, 'not-allowed');
	return { imports: await imports(context, {}), request: newId(), locale: event.locals.locale, most: MOST_SHEET_BYTES };
};

export const actions: Actions = {
	begin: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		if (!may(actor, 'imports.begin')) error(403, 'not-allowed');
		const file = form.get('file');
		const said = await attempt(form, context, async (tried) => {
			const kept = await keepSheet(tried, tried.request, file instanceof File ? file : null);
			return beginImport(tried, { id: tried.request, ...kept });
		});
		return failed(said) ? said : redirect(303, `/can-bo/dan-cu/nhap/${said.id}`);
	}
};
