import { redirect } from '@sveltejs/kit';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { book } from '#capabilities/readiness/book.server.ts';
import { readinessBeside } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { purposeOf } from '#capabilities/readiness/rules-visit.ts';
import { cancelBooking } from '#capabilities/readiness/settle.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Five questions, then the next door; a time at the police where they are next. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const [ready, team] = await Promise.all([readinessBeside(context, {}), colleagues(context, {})]);
	const able = new Map(team.filter(({ role }) => role !== 'administrator').map(({ id, name }) => [id, { id, name }]));
	return {
		ready,
		team: [...able.values()],
		asks: ready.next === null || event.url.searchParams.has('hoi'),
		/** What a visit to the police would be for now; null where they are not next. */
		purpose: ready.next && purposeOf(ready.next.door)
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
const HERE = '/can-bo/phien/san-sang';

export const actions: Actions = {
	triage: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			want: text(form, 'want') as 'level-2',
			card: text(form, 'card') as 'chip',
			sim: text(form, 'sim') as 'own',
			phone: text(form, 'phone') as 'able',
			fingers: text(form, 'fingers') as 'readable'
		};
		const said = await attempt(form, context, (tried) =>
			recordTriage(tried, { ...input, id: tried.request.slice(0, 36) })
		);
		return failed(said) ? said : redirect(303, HERE);
	},
	cancel: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => cancelBooking(tried, { booking: text(form, 'booking') }));
		return failed(said) ? said : redirect(303, HERE);
	},
	book: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = { slot: text(form, 'slot'), companion: text(form, 'companion') || null };
		const said = await attempt(form, context, (tried) => book(tried, { ...input, id: tried.request.slice(0, 36) }));
		return failed(said) ? said : redirect(303, `${HERE}?da=1`);
	}
};
