import { error, redirect } from '@sveltejs/kit';
import { Refusal } from '#kernel/refusal.ts';
import { checkHamlets, hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'places.load-hamlets')) error(403, 'not-allowed');
	return { hamlets: [...(await hamlets(context, {}))], request: newId(), locale: event.locals.locale };
};

/** Hamlets are public facts: what was read goes back with the page that asks whether to load it. */
async function textOf(form: FormData): Promise<string> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) throw new Refusal('file-missing');
	if (file.size > 4 * 1024 * 1024) throw new Refusal('file-large', { megabytes: Math.ceil(file.size / 1_048_576) });
	return file.text();
}

export const actions: Actions = {
	check: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event);
		return attempt(form, context, async (tried) => {
			const text = await textOf(form);
			return { check: await checkHamlets(tried, { text }), text };
		});
	},
	load: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => loadHamlets(tried, { text: String(form.get('text') ?? '') }));
		return failed(said) ? said : redirect(303, '/can-bo/dan-cu/thon?da=1');
	}
};
