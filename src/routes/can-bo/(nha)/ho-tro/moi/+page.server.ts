import { TicketForm } from '#capabilities/support/forms.ts';
import { machines } from '#capabilities/support/machines.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { faultIn } from '#web/support-asked.ts';
import type { Actions, PageServerLoad } from './$types';

const WHO = ['so', 'goi', 'toi'] as const;

/** A new ticket: of somebody of the register, of whoever calls, or of one's own machine. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, openTicket);
	const who = WHO.find((one) => one === event.url.searchParams.get('ai')) ?? 'so';
	const fault = faultIn(event.url.searchParams);
	const paired = who === 'toi' ? await machines(context, {}) : [];
	return { who, fault, paired, ways: WHO, request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	find: findPerson,
	open: byStaff(openTicket, {
		...{ reads: TicketForm, beside: stillFound },
		to: ({ number }) => withQuery(paths.staff.tickets, { so: number })
	})
};
