import { program } from '#program/program.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { letFollow, mandatesBeside, revokeMandate } from '#capabilities/residents/mandates.server.ts';
import { standFor } from '#capabilities/residents/stand-for.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import { findPerson, stillFound } from '../find-person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { mandates: await mandatesBeside(context, {}), number: program().settings.MESSAGES_NUMBER ?? null };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
const HERE = '/can-bo/phien/nho-nguoi';

export const actions: Actions = {
	find: findPerson,
	let: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			agent: text(form, 'agent'),
			until: text(form, 'until') as 'year',
			evidence: text(form, 'evidence') === 'paper' ? ('paper' as const) : ('said' as const),
			readAloud: form.has('read-aloud')
		};
		const said = await attempt(form, context, (tried) => letFollow(tried, { ...input, id: tried.request }));
		if (!failed(said)) redirect(303, `${HERE}?da=1`);
		return fail(said.status, { ...said.data, ...(await stillFound(event, form)) });
	},
	stand: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			principal: text(form, 'principal'),
			kind: text(form, 'kind') as 'parent',
			paperSeen: form.has('paper-seen'),
			agrees: form.has('agrees')
		};
		const said = await attempt(form, context, (tried) => standFor(tried, { ...input, id: tried.request }));
		if (!failed(said)) redirect(303, `${HERE}?da=1`);
		return fail(said.status, { ...said.data, ...(await stillFound(event, form)) });
	},
	revoke: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => revokeMandate(tried, { mandate: text(form, 'mandate') }));
		return failed(said) ? said : redirect(303, `${HERE}?thoi=1`);
	}
};
