import { colleagues } from '#capabilities/access/sessions.server.ts';
import { book } from '#capabilities/readiness/book.server.ts';
import { readinessBeside } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { purposeOf } from '#capabilities/readiness/rules-visit.ts';
import { cancelBooking } from '#capabilities/readiness/settle.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Five questions, then the next step; a time at the police where they are next. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const page = pageAsked(event);
	const [ready, team] = await Promise.all([readinessBeside(context, { page }), colleagues(context, {})]);
	const able = new Map(team.filter(({ role }) => role !== 'administrator').map(({ id, name }) => [id, { id, name }]));
	return {
		...{ ready, page },
		team: [...able.values()],
		asks: ready.next === null || event.url.searchParams.has('hoi'),
		/** What a visit to the police would be for now; null where they are not next. */
		purpose: ready.next && purposeOf(ready.next.step)
	};
};

const to = paths.session.readiness;

export const actions: Actions = {
	triage: byStaff(recordTriage, { to }),
	cancel: byStaff(cancelBooking, { to }),
	book: byStaff(book, { to: withQuery(to, { da: 1 }) })
};
