import { representatives } from '#capabilities/mandates/represent.server.ts';
import { showBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { openForBusiness } from '#capabilities/support/business.server.ts';
import { BusinessTicketForm } from '#capabilities/support/forms.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { given } from '../given.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A ticket of a business: who of those that stand for it asks, or how whoever calls is named. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, openForBusiness);
	const business = await orNotFound(showBusiness(context, { business: idOf(event, 'business') }));
	const stands = await representatives(context, { business: business.id });
	return {
		...{ business, stands: stands.filter(({ acts }) => acts.includes('ask')) },
		...{ request: newId(), locale: event.locals.locale }
	};
};

export const actions: Actions = {
	open: byStaff(openForBusiness, {
		...{ given, reads: BusinessTicketForm },
		to: ({ number }) => withQuery(paths.staff.tickets, { so: number })
	})
};
