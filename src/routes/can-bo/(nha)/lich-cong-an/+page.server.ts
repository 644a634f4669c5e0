import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { callOff, openSlots } from '#capabilities/readiness/book.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { CallOffForm } from '#capabilities/readiness/forms.ts';
import { cancelBooking, markNoShow, recordOutcome } from '#capabilities/readiness/settle.server.ts';
import { dayOf } from '#kernel/day.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, policeCalendar);
	const [opens, page] = [may(actor, openSlots), pageAsked(event)];
	return {
		...{ days: await policeCalendar(context, { page }), page },
		opens,
		cancels: may(actor, cancelBooking),
		sees: may(actor, needBoard),
		hamlets: opens ? (await hamlets(context, {})).map(({ name }) => name) : [],
		today: dayOf(event.locals.now),
		...{ locale: event.locals.locale, request: newId() }
	};
};

const to = paths.staff.police;

export const actions: Actions = {
	open: byStaff(openSlots, { to }),
	'call-off': byStaff(callOff, {
		reads: CallOffForm,
		to: ({ calledOff, people }) => withQuery(to, { hoan: calledOff, goi: people })
	}),
	cancel: byStaff(cancelBooking, { to: withQuery(to, { huy: 1 }) }),
	away: byStaff(markNoShow, { to }),
	outcome: byStaff(recordOutcome, { to })
};
