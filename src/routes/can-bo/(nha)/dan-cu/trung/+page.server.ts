import { error, redirect } from '@sveltejs/kit';
import { mergePeople, merges, unmergePeople } from '#capabilities/residents/merge.server.ts';
import { notSame, twins } from '#capabilities/residents/twins.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'residents.twins')) error(403, 'not-allowed');
	const [pairs, joined] = await Promise.all([twins(context, {}), merges(context, {})]);
	return {
		pairs: pairs.map((pair) => ({ ...pair, request: newId() })),
		joined: joined.map((one) => ({ ...one, request: newId() }))
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');
const HERE = '/can-bo/dan-cu/trung';

export const actions: Actions = {
	merge: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const [kept, gone] = text(form, 'keep').split(' ') as [string, string];
		const said = await attempt(form, context, (tried) =>
			mergePeople(tried, { id: tried.request, kept, gone, papersSeen: form.has('papers') })
		);
		return failed(said) ? said : redirect(303, `${HERE}?gop=1`);
	},
	apart: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			notSame(tried, { one: text(form, 'one'), other: text(form, 'other') })
		);
		return failed(said) ? said : redirect(303, `${HERE}?hai=1`);
	},
	undo: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => unmergePeople(tried, { merge: text(form, 'merge') }));
		return failed(said) ? said : redirect(303, `${HERE}?tach=1`);
	}
};
