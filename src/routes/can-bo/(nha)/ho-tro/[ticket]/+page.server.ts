import type { RequestEvent } from '@sveltejs/kit';
import { SayForm } from '#capabilities/support/forms.ts';
import { planTicket, sayOnTicket, takeTicket } from '#capabilities/support/go-on.server.ts';
import { mayBeSaid } from '#capabilities/support/rules-ticket.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import { afterActions } from './after.server.ts';
import { besideTicket, giveActions, openedTicket } from './beside.server.ts';
import { cardActions } from './cards.server.ts';
import { togetherActions } from './together.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One ticket: its three clocks, what was said, and what is said or done next. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, showTicket);
	const ticket = await orNotFound(openedTicket(context, idOf(event, 'ticket')));
	return {
		...{ ticket, says: mayBeSaid(ticket.state), ...(await besideTicket(context, ticket)) },
		...{ today: dayOf(event.locals.now), locale: event.locals.locale, request: newId() }
	};
};

const ways = {
	given: { ticket: (_: unknown, { params }: RequestEvent) => params['ticket'] ?? '' },
	to: (_: unknown, { event }: { event: RequestEvent }) => paths.staff.ticket(event.params['ticket'] ?? '')
};

export const actions: Actions = {
	...cardActions,
	...giveActions,
	...togetherActions,
	...afterActions,
	take: byStaff(takeTicket, ways),
	plan: byStaff(planTicket, ways),
	say: byStaff(sayOnTicket, { ...ways, reads: SayForm })
};
