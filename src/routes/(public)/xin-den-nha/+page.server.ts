import { askVisitHome } from '#capabilities/assistance/calls.server.ts';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { newId } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { askerOf, meetVisitor } from '#web/slip-cookie.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Somebody asks that the commune comes home. `viec` is the code of a procedure whose page led here; `goi` the day by which they are called. */
export const load: PageServerLoad = (event) => {
	meetVisitor(event);
	const asked = event.url.searchParams;
	const procedure = findProcedure(asked.get('viec') ?? '');
	const day = asked.get('goi') ?? '';
	return {
		procedure: procedure ? { code: procedure.code, name: procedure.plain[event.locals.locale] } : null,
		called: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
		request: newId()
	};
};

const to = (goi: string | null) => withQuery(paths.open.askVisit, { goi });

export const actions: Actions = {
	default: byAnyone(askVisitHome, {
		given: {
			centre: async (_, event) => whichOf(await allCentres(event), event).here?.id ?? 0,
			procedure: (_, { url }) => findProcedure(url.searchParams.get('viec') ?? '')?.code ?? null,
			address: (_, event) => askerOf(event).address,
			browser: (_, event) => askerOf(event).browser
		},
		shows: ({ why }, { input: { name, phone, hamlet } }) =>
			why === null ? undefined : refusedAs(429, why, { name, phone, hamlet }),
		to: ({ promisedOn }) => to(promisedOn)
	})
};
