import { redirect } from '@sveltejs/kit';
import { addPaper, judgePaper } from '#capabilities/cases/papers.server.ts';
import { keepUpload } from '#capabilities/cases/keep-upload.server.ts';
import { inSession } from '#capabilities/cases/views.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { view } = await parent();
	if (!view) redirect(303, '/can-bo/phien');
	return {};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	judge: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const input = {
			case: view?.file.id ?? '',
			paper: text(form, 'paper'),
			verdict: text(form, 'verdict') as 'good',
			reason: text(form, 'reason') || null
		};
		const said = await attempt(form, context, (tried) => judgePaper(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, '/can-bo/phien/giay-to');
	},
	/** Looked at by its content, cleaned, sealed and on the disk before the command names its hash. */
	upload: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const file = form.getAll('file').find((one) => one instanceof File && one.size > 0);
		const said = await attempt(form, context, async (tried) => {
			const kept = await keepUpload(tried, view?.file ?? null, file instanceof File ? file : null);
			return addPaper(tried, { id: tried.request, case: view?.file.id ?? '', paper: text(form, 'paper'), ...kept });
		});
		return failed(said) ? said : redirect(303, '/can-bo/phien/giay-to');
	}
};
