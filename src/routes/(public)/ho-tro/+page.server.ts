import { askSupport } from '#capabilities/support/ask.server.ts';
import { callCentre } from '#capabilities/support/hotlines.server.ts';
import { lookUpTicket } from '#capabilities/support/look-up.server.ts';
import { program } from '#program/program.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { anyoneOf, findResident, newId } from '#web/door.server.ts';
import { meetVisitor } from '#web/slip-cookie.server.ts';
import { askedIn } from '#web/support-asked.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import { asker, looked, slowed, written } from './asker.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever is stuck asks the support team. `loi` is the number of the error page that led here; `phieu` and `truoc` are of a ticket just written. */
export const load: PageServerLoad = async (event) => {
	meetVisitor(event);
	const { here } = whichOf(await allCentres(event), event);
	return {
		...{ ...askedIn(event.url.searchParams), now: event.locals.now, request: newId() },
		message: program().settings.MESSAGES_NUMBER ?? null,
		known: (await findResident(event)) !== null,
		phone: here && (await callCentre(anyoneOf(event), { centre: here.id })).phone
	};
};

export const actions: Actions = {
	ask: byAnyone(askSupport, { given: asker, shows: slowed, to: written }),
	look: byAnyone(lookUpTicket, { given: asker, form: 'look', shows: looked })
};
