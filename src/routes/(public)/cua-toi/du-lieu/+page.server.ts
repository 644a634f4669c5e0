import { TakeBackForm } from '#capabilities/data-rights/forms.ts';
import { makeRequest, takeRequestBack } from '#capabilities/data-rights/requests.server.ts';
import { myRequests } from '#capabilities/data-rights/requests-shown.server.ts';
import { wardsOf } from '#capabilities/mandates/mandates.server.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What they may ask of whoever keeps facts about them, and how it stands. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const page = pageAsked(event);
	return {
		requests: await myRequests(context, { page }),
		page,
		wards: await wardsOf(context),
		locale: event.locals.locale,
		request: newId()
	};
};

export const actions: Actions = {
	ask: byResident(makeRequest, { to: withQuery(paths.mine.data, { da: 1 }) }),
	takeBack: byResident(takeRequestBack, { reads: TakeBackForm, to: paths.mine.data })
};
