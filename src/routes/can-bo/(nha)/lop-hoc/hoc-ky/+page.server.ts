import { dayOf } from '#kernel/day.ts';
import { hands } from '#capabilities/access/sessions.server.ts';
import { templates } from '#capabilities/classes/templates.ts';
import * as terms from '#capabilities/classes/terms.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { ticksOf } from './ticks.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is wished for in a term, with whom and where; the draft of the house; and opening it. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, terms.term);
	const parts = await hamlets(context, {});
	return {
		...(await terms.term(context, {})),
		...{
			team: await hands(context, {}),
			hamlets: parts.map(({ id, name }) => ({ id, name })),
			today: dayOf(context.now)
		},
		templates: templates.map(({ id, name, lessons }) => ({ id, name, lessons: lessons.length })),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

const back = (da: string) => ({ to: withQuery(paths.staff.term, { da }) });
const kept = back('hoc-ky');

export const actions: Actions = {
	...{ wish: byStaff(terms.addWish, { ...kept, beside: ticksOf }), endWish: byStaff(terms.endWish, kept) },
	...{ teacher: byStaff(terms.addTeacher, kept), endTeacher: byStaff(terms.endTeacher, kept) },
	...{ venue: byStaff(terms.addVenue, kept), endVenue: byStaff(terms.endVenue, kept) },
	...{ ask: byStaff(terms.askTerm, { to: paths.staff.term }), open: byStaff(terms.openTerm, back('mo')) }
};
