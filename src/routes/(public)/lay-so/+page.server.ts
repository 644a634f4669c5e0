import { centreOf } from '#kernel/actor.ts';
import { matterAt, matterOfDomain } from '#capabilities/counter/rules-matter-of.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { CLAIM_PAGES, MATTER_PAGES, pageOf } from '#capabilities/counter/ui/steps.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { anyoneOf, newId } from '#web/door.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import { byWhoeverHasNone, keepNumber } from './number.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `viec` is a matter, or the code of a procedure whose page led here. */
export const load: PageServerLoad = async (event) => {
	const wanted = event.url.searchParams.get('viec');
	const procedure = (wanted && findProcedure(wanted)) || null;
	const matter = procedure ? matterOfDomain(procedure.domain) : matterAt(wanted);
	const { here } = whichOf(await allCentres(event), event);
	return {
		matter,
		procedure: procedure && { code: procedure.code, name: procedure.plain[event.locals.locale] },
		at: pageOf(event.url.searchParams.get('trang'), matter ? CLAIM_PAGES.length : MATTER_PAGES.length),
		centre: here && (await centre(anyoneOf(event), { centre: here.id })),
		request: newId()
	};
};

export const actions: Actions = {
	default: byWhoeverHasNone(takeTicket, {
		given: { centre: ({ context }) => centreOf(context.actor), address: (_, event) => event.getClientAddress() },
		to: ({ ticket }, { event }) => keepNumber(event, ticket),
		again: ({ context }, event) => keepNumber(event, context.request)
	})
};
