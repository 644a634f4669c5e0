import { error, redirect } from '@sveltejs/kit';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { callOff, openSlots } from '#capabilities/readiness/book.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import type { Outcome, Reason } from '#capabilities/readiness/rules-visit.ts';
import { cancelBooking, markNoShow, recordOutcome } from '#capabilities/readiness/settle.server.ts';
import { dayOf } from '#kernel/day.ts';
import { readWhole } from '#kernel/plain.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'readiness.calendar')) error(403, 'not-allowed');
	const opens = may(actor, 'readiness.open-slots');
	return {
		days: await policeCalendar(context, {}),
		opens,
		cancels: may(actor, 'readiness.cancel-booking'),
		sees: may(actor, 'assistance.need-board'),
		hamlets: opens ? (await hamlets(context, {})).map(({ name }) => name) : [],
		today: dayOf(event.locals.now),
		locale: event.locals.locale,
		request: newId()
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

const act =
	(run: (context: Context, form: FormData) => Promise<unknown>, done = '') =>
	async (event: RequestEvent) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => run(tried, form));
		return failed(said) ? said : redirect(303, `/can-bo/lich-cong-an${done}`);
	};

export const actions: Actions = {
	open: act((context, form) =>
		openSlots(context, {
			day: text(form, 'day'),
			from: text(form, 'from'),
			until: text(form, 'until'),
			each: Number(text(form, 'each')) as 30,
			capacity: readWhole(text(form, 'capacity')),
			place: text(form, 'place') as 'station',
			hamlet: text(form, 'hamlet') || null
		})
	),
	'call-off': async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => callOff(tried, { slots: form.getAll('slot').map(String) }));
		return failed(said) ? said : redirect(303, `/can-bo/lich-cong-an?hoan=${said.calledOff}&goi=${said.people}`);
	},
	cancel: act((context, form) => cancelBooking(context, { booking: text(form, 'booking') }), '?huy=1'),
	away: act((context, form) => markNoShow(context, { booking: text(form, 'booking') })),
	outcome: act((context, form) =>
		recordOutcome(context, {
			booking: text(form, 'booking'),
			outcome: text(form, 'outcome') as Outcome,
			reason: (text(form, 'reason') || null) as Reason | null
		})
	)
};
