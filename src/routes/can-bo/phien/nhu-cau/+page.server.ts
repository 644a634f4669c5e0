import { redirect } from '@sveltejs/kit';
import type { NeedKind, Urgency } from '#capabilities/assistance/need.ts';
import { needsBeside } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { needs: await needsBeside(context, {}) };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

export const actions: Actions = {
	record: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			person: null,
			kind: text(form, 'kind') as NeedKind,
			urgency: text(form, 'urgency') as Urgency,
			source: 'counter' as const,
			note: text(form, 'note')
		};
		const said = await attempt(form, context, (tried) =>
			recordNeed(tried, { ...input, id: tried.request.slice(0, 36) })
		);
		return failed(said) ? said : redirect(303, '/can-bo/phien/nhu-cau?da=1');
	}
};
