import { error, fail, redirect } from '@sveltejs/kit';
import type { NeedKind, Urgency } from '#capabilities/assistance/need.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import { findPerson, stillFound } from '../../../phien/find-person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor } = await staffOf(event);
	if (!may(actor, 'assistance.record-need')) error(403, 'not-allowed');
	return { request: newId(), locale: event.locals.locale };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

export const actions: Actions = {
	find: findPerson,
	record: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			person: text(form, 'person'),
			kind: text(form, 'kind') as NeedKind,
			urgency: text(form, 'urgency') as Urgency,
			source: text(form, 'source') as 'phone',
			note: text(form, 'note')
		};
		const said = await attempt(form, context, (tried) => recordNeed(tried, { ...input, id: tried.request }));
		if (!failed(said)) redirect(303, '/can-bo/nhu-cau?ghi=1');
		return fail(said.status, { ...said.data, ...(await stillFound(event, form)) });
	}
};
