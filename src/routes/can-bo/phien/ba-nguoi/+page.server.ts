import { fail, redirect } from '@sveltejs/kit';
import { namePeople } from '#capabilities/cases/three-people.server.ts';
import { inSession } from '#capabilities/cases/views.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import { findPerson, stillFound } from '../find-person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { people, view } = await parent();
	if (!people || !view) redirect(303, '/can-bo/phien');
	return { three: people };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

export const actions: Actions = {
	find: findPerson,
	name: async (event) => {
		const form = await event.request.formData();
		const said = await name(event, form, text(form, 'owner'));
		return fail(said.status, { ...said.data, ...(await stillFound(event, form)) });
	},
	/** A child without a number, somebody of another place: name, year and hamlet as said. */
	record: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const year = text(form, 'year');
		const input = {
			name: text(form, 'name'),
			birthYear: year === '' ? null : Number(year),
			hamlet: text(form, 'hamlet') || null
		};
		const said = await attempt(form, context, async (tried) => {
			// Asked for before anybody is written into the register.
			if (text(form, 'basis') === '') throw new Refusal('basis-missing');
			return recordUnverified(tried, { ...input, id: tried.request });
		});
		return failed(said) ? said : name(event, form, said.id, newId());
	}
};

type Event = Parameters<typeof staffOf>[0];

async function name(event: Event, form: FormData, owner: string, request = requestOf(form)) {
	const { context } = await staffOf(event, request);
	const view = await inSession(context, {});
	const input = {
		case: view?.file.id ?? '',
		owner,
		submitter: text(form, 'submitter') === 'owner' ? ('owner' as const) : ('helped' as const),
		basis: (text(form, 'basis') || null) as 'family' | null
	};
	const said = await attempt(form, context, (tried) => namePeople(tried, input));
	if (!failed(said)) redirect(303, '/can-bo/phien/ba-nguoi?da=1');
	return said;
}
