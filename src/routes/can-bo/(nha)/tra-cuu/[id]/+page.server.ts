import type { RequestEvent } from '@sveltejs/kit';
import { TieForm } from '#capabilities/oversight/forms.ts';
import { looksOfStaff, tie } from '#capabilities/oversight/staff-looks.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** At whom one member of staff looked, when and why. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, looksOfStaff);
	const [staff, page] = [idOf(event), pageAsked(event)];
	return {
		...(await orNotFound(looksOfStaff(context, { staff, page }))),
		...{ staff, page, request: newId(), mine: staff === actor.id, named: may(actor, findPeople) },
		done: event.url.searchParams.has('da'),
		...{ locale: event.locals.locale, now: event.locals.now }
	};
};

const given = { staff: (_: unknown, event: RequestEvent) => idOf(event) };

export const actions: Actions = {
	tie: byStaff(tie, {
		...{ reads: TieForm, given },
		to: (_, { event }) => withQuery(paths.staff.looksOf(idOf(event)), { da: 1 })
	})
};
