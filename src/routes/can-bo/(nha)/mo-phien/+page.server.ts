import { redirect } from '@sveltejs/kit';
import { end } from '#capabilities/assistance/end.server.ts';
import { elsewhere } from '#capabilities/assistance/session.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { findPeople, matchCard } from '#capabilities/residents/people.server.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { compareCard } from '#capabilities/residents/correct-person.server.ts';
import { peopleLike } from '#capabilities/residents/twins.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (actor.session !== null) redirect(303, '/can-bo/phien');
	if (actor.desk === null) redirect(303, '/can-bo/cho-ngoi?ve=/can-bo/mo-phien');
	const number = event.url.searchParams.get('so');
	const seen = number && /^[0-9a-f-]{36}$/.test(number) ? await ticket(context, { ticket: number }) : null;
	return {
		ticket: seen && { id: seen.id, number: seen.number },
		elsewhere: await elsewhere(context, {}),
		request: newId()
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

// What a scanner typed and what was searched travel by POST and come back in the answer: never in an address.
export const actions: Actions = {
	scan: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event);
		const typed = text(form, 'card');
		const said = await attempt(form, context, async (tried) => ({
			card: await matchCard(tried, { typed }),
			scanned: true
		}));
		return failed(said) ? said : { ...said, people: null, words: '' };
	},
	find: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event);
		const words = text(form, 'words');
		const said = await attempt(form, context, async (tried) => ({ people: await findPeople(tried, { words }), words }));
		return failed(said) ? said : { ...said, card: null, scanned: false };
	},
	unverified: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		// Nobody is written into the register when no session can begin.
		if (actor.session !== null) redirect(303, openAlready);
		const year = text(form, 'year');
		const input = {
			name: text(form, 'name'),
			birthYear: year === '' ? null : Number(year),
			hamlet: text(form, 'hamlet') || null
		};
		// Whoever stands in the register already is offered first; a new row is made when somebody says that it is none of them.
		const like = form.has('another') ? [] : await peopleLike(context, { ...input, birthDate: null }).catch(() => []);
		if (like.length > 0) return { like, typed: { name: input.name, year, hamlet: input.hamlet ?? '' } };
		const said = await attempt(form, context, (tried) => recordUnverified(tried, { ...input, id: tried.request }));
		return failed(said) ? said : begin(event, said.id, text(form, 'ticket'));
	},
	endElsewhere: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			end(tried, { session: text(form, 'session'), reason: 'handed-over' })
		);
		return failed(said) ? said : redirect(303, '/can-bo/mo-phien');
	},
	start: async (event) => {
		const form = await event.request.formData();
		return begin(event, text(form, 'person'), text(form, 'ticket'), form);
	}
};

/** In another tab a session was opened meanwhile: it is shown, and that nothing else was begun is said. */
const openAlready = '/can-bo/phien?mo=1';

async function begin(event: Parameters<typeof staffOf>[0], person: string, number: string, form = new FormData()) {
	const { context, actor } = await staffOf(event, requestOf(form));
	if (actor.session !== null) redirect(303, openAlready);
	const said = await attempt(form, context, (tried) =>
		start(tried, { id: tried.request, person, ticket: number || null })
	);
	if (failed(said)) return said;
	if (form.get('card') === '1') await compareCard({ ...context, request: newId() }, { person });
	redirect(303, form.get('card') === '1' ? '/can-bo/phien?the=1' : '/can-bo/phien');
}
