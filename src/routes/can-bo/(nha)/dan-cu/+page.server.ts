import { error } from '@sveltejs/kit';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { register } from '#capabilities/residents/record.server.ts';
import { twins } from '#capabilities/residents/twins.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt } from '#web/answer.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The register of the commune in figures, and a search. Nobody is named before somebody is looked for. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'residents.register')) error(403, 'not-allowed');
	return {
		...(await register(context, {})),
		pairs: may(actor, 'residents.twins') ? (await twins(context, {})).length : null,
		mayImport: may(actor, 'imports.list'),
		mayAnswer: may(actor, 'privacy.requests'),
		mayLoad: may(actor, 'places.load-hamlets')
	};
};

export const actions: Actions = {
	find: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event);
		const words = String(form.get('words') ?? '').trim();
		return attempt(form, context, async (tried) => ({ people: await findPeople(tried, { words }), words }));
	}
};
