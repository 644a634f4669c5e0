import type { RequestEvent } from '@sveltejs/kit';
import { SayForm } from '#capabilities/support/forms.ts';
import { giveBack, sayOnMend, showMend } from '#capabilities/support/mend.server.ts';
import { mendSays } from '#capabilities/support/rules-ticket.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** A ticket that was given to an engineer: what is broken, whose it is and where they are rung, and what was said since. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, showMend);
	const ticket = await orNotFound(showMend(context, { ticket: idOf(event, 'ticket') }));
	return {
		...{ ticket, says: mendSays(ticket.state), today: dayOf(event.locals.now) },
		...{ locale: event.locals.locale, request: newId() }
	};
};

const given = { ticket: (_: unknown, { params }: RequestEvent) => params['ticket'] ?? '' };

export const actions: Actions = {
	say: byStaff(sayOnMend, { given, reads: SayForm, to: ({ id }) => paths.staff.mend(id) }),
	back: byStaff(giveBack, { given, form: 'back', to: withQuery(paths.staff.mends, { tra: true }) })
};
