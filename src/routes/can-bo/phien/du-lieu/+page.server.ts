import { TakeBackForm } from '#capabilities/data-rights/forms.ts';
import { makeRequest, takeRequestBack } from '#capabilities/data-rights/requests.server.ts';
import { requestsBeside } from '#capabilities/data-rights/requests-shown.server.ts';
import { wardsOf } from '#capabilities/mandates/mandates.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const page = pageAsked(event);
	return {
		requests: await requestsBeside(context, { page }),
		page,
		wards: await wardsOf(context),
		locale: event.locals.locale
	};
};

export const actions: Actions = {
	ask: byStaff(makeRequest, { to: withQuery(paths.session.data, { da: 1 }) }),
	takeBack: byStaff(takeRequestBack, { reads: TakeBackForm, to: paths.session.data })
};
