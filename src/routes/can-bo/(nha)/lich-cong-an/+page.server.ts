import { toCall } from '#capabilities/assistance/to-call.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { openSlots } from '#capabilities/readiness/book.server.ts';
import { callOff, undoCallOff } from '#capabilities/readiness/call-off.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { CallOffForm } from '#capabilities/readiness/forms.ts';
import { cancelBooking, markNoShow, recordOutcome } from '#capabilities/readiness/settle.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { askedCallOff, tickedOn } from './asked.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, policeCalendar);
	const [opens, page] = [may(actor, openSlots), pageAsked(event)];
	return {
		...{ days: await policeCalendar(context, { page }), page, opens },
		done: opens ? await askedCallOff(event, context) : null,
		cancels: may(actor, cancelBooking),
		sees: may(actor, toCall),
		hamlets: opens ? (await hamlets(context, {})).map(({ name }) => name) : [],
		...{ now: event.locals.now, locale: event.locals.locale, request: newId(), undoRequest: newId() }
	};
};

const to = paths.staff.police;
const after = (id: string) => withQuery(to, { hoan: id });

export const actions: Actions = {
	open: byStaff(openSlots, { to }),
	'call-off': byStaff(callOff, { reads: CallOffForm, to: ({ id }) => after(id), beside: tickedOn, form: 'call-off' }),
	undo: byStaff(undoCallOff, { to: (_, { input }) => after(input.callOff), form: 'undo' }),
	cancel: byStaff(cancelBooking, { to: withQuery(to, { huy: 1 }) }),
	away: byStaff(markNoShow, { to }),
	outcome: byStaff(recordOutcome, { to })
};
