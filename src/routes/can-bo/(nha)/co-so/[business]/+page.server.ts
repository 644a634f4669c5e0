import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { RepresentForm } from '#capabilities/mandates/forms.ts';
import { endRepresentation, represent, representatives } from '#capabilities/mandates/represent.server.ts';
import { correctBusiness, endBusiness } from '#capabilities/residents/businesses.server.ts';
import { showBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { BusinessForm } from '#capabilities/residents/forms-business.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { asksFirst } from '../same.server.ts';
import { done, given } from './given.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One business: what its paper says, who stands for it, and what is changed of either. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, showBusiness);
	const business = await orNotFound(showBusiness(context, { business: idOf(event, 'business') }));
	return {
		...{ business, stands: await representatives(context, { business: business.id }) },
		hamlets: (await hamlets(context, {})).map(({ name }) => name),
		...{ today: dayOf(event.locals.now), done: event.url.searchParams.get('da') },
		...{ request: newId(), locale: event.locals.locale }
	};
};

export const actions: Actions = {
	correct: byStaff(correctBusiness, { given, reads: BusinessForm, shows: asksFirst, form: 'correct', to: done('sua') }),
	end: byStaff(endBusiness, { given, form: 'end', to: done('sua') }),
	find: findPerson,
	represent: byStaff(represent, { given, reads: RepresentForm, form: 'stand', beside: stillFound, to: done('thay') }),
	over: byStaff(endRepresentation, { to: done('thoi') })
};
