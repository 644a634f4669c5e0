import type { RequestEvent } from '@sveltejs/kit';
import { endRepresentation } from '#capabilities/mandates/represent.server.ts';
import { askFor, ticketsOfStoodFor } from '#capabilities/support/business.server.ts';
import { OwnForm } from '#capabilities/support/forms.ts';
import { sayOnOwn } from '#capabilities/support/own.server.ts';
import { byResident } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody asks the support team for a business or a person for whom they stand: whom is in the address, so two tabs are two pages. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const [page, whom] = [pageAsked(event), idOf(event, 'whom')];
	return {
		...{ ...(await orNotFound(ticketsOfStoodFor(context, { whom, page }))), page },
		...{ now: event.locals.now, done: event.url.searchParams.get('da'), request: newId() }
	};
};

const done =
	(da: string) =>
	(_: unknown, { event }: { event: RequestEvent }): string =>
		withQuery(paths.mine.actFor(event.params['whom'] ?? ''), { da });

export const actions: Actions = {
	ask: byResident(askFor, {
		given: { fault: null, whom: (_, { params }) => params['whom'] ?? '' },
		shows: ({ why }, { input: { system, words, phone, device } }) =>
			why === null ? undefined : refusedAs(429, why, { system, words, phone: phone ?? '', device: device ?? '' }),
		to: done('nhan')
	}),
	say: byResident(sayOnOwn, { reads: OwnForm, to: done('noi') }),
	over: byResident(endRepresentation, { to: withQuery(paths.mine.home, { thoi: true }) })
};
