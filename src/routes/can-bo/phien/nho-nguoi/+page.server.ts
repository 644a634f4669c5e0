import { fail, redirect } from '@sveltejs/kit';
import { letFollow, mandatesBeside, revokeMandate } from '#capabilities/residents/mandates.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { attempt, failed } from '../../../../answer.server.ts';
import { requestOf, staffOf } from '../../../../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { mandates: await mandatesBeside(context, {}) };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
const HERE = '/can-bo/phien/nho-nguoi';

// As everywhere in a session: names travel by POST and stand in no address.
export const actions: Actions = {
	find: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const words = text(form, 'words');
		return attempt(form, context, async (tried) => ({ found: await findPeople(tried, { words }), words }));
	},
	let: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			agent: text(form, 'agent'),
			until: text(form, 'until') as 'year',
			evidence: text(form, 'evidence') === 'paper' ? ('paper' as const) : ('said' as const),
			readAloud: form.has('read-aloud')
		};
		const words = text(form, 'words');
		const said = await attempt(form, context, (tried) => letFollow(tried, { ...input, id: tried.request }));
		if (!failed(said)) redirect(303, `${HERE}?da=1`);
		// What was found stays beside what is to be put right.
		return fail(said.status, { ...said.data, found: await findPeople(context, { words }), words });
	},
	revoke: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => revokeMandate(tried, { mandate: text(form, 'mandate') }));
		return failed(said) ? said : redirect(303, `${HERE}?thoi=1`);
	}
};
