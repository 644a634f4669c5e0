import { redirect } from '@sveltejs/kit';
import { matterAt, matterOfDomain } from '#capabilities/counter/rules-matter-of.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { CLAIM_PAGES, MATTER_PAGES, pageOf } from '#capabilities/counter/ui/steps.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { anyoneAt, anyoneOf, newId, requestOf, setCookie } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One centre for now; which one a person means is asked when there are more. */
const CENTRE = 1;
/** The number that this browser took: one at a time, however she came back to this page. */
const HAS_NUMBER = 'so-tu-nha';
const WAITS = new Set(['waiting', 'called', 'serving', 'parked', 'missed']);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `viec` is a matter, or the code of a procedure whose page led here. */
export const load: PageServerLoad = async (event) => {
	const wanted = event.url.searchParams.get('viec');
	const procedure = (wanted && findProcedure(wanted)) || null;
	const matter = procedure ? matterOfDomain(procedure.domain) : matterAt(wanted);
	const { headStartMin } = await centre(anyoneOf(event), { centre: CENTRE });
	return {
		matter,
		procedure: procedure && { code: procedure.code, name: procedure.plain[event.locals.locale] },
		at: pageOf(event.url.searchParams.get('trang'), matter ? CLAIM_PAGES.length : MATTER_PAGES.length),
		headStartMin,
		request: newId()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const text = (name: string): string => String(form.get(name) ?? '');
		const input = {
			centre: CENTRE,
			matter: text('matter') as 'result',
			procedure: text('procedure') || null,
			priority: text('priority') as 'none',
			address: event.getClientAddress()
		};
		const context = anyoneAt(event, CENTRE, requestOf(form));
		const had = event.cookies.get(HAS_NUMBER);
		if (had && uuid.test(had) && WAITS.has((await ticket(context, { ticket: had }))?.state ?? ''))
			redirect(303, `/luot/${had}`);
		// A page gives one number: whoever goes back and chooses again is led to the one that she has.
		const said = await attempt(form, context, async (tried) =>
			tried.request === context.request
				? takeTicket(tried, { ...input, id: tried.request })
				: { ticket: context.request }
		);
		if (failed(said)) return said;
		setCookie(event.cookies, HAS_NUMBER, said.ticket, 12 * 3600);
		redirect(303, `/luot/${said.ticket}`);
	}
};
