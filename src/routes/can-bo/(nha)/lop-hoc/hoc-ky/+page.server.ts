import { dayOf } from '#kernel/day.ts';
import { hands } from '#capabilities/access/sessions.server.ts';
import { templates } from '#capabilities/classes/templates.ts';
import {
	addTeacher,
	addVenue,
	addWish,
	askTerm,
	endTeacher,
	endVenue,
	endWish,
	openTerm,
	term
} from '#capabilities/classes/terms.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { ticksOf } from './ticks.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is wished for in a term, with whom and where; the draft of the house; and opening it. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, term);
	const [team, parts] = [await hands(context, {}), await hamlets(context, {})];
	return {
		...(await term(context, {})),
		...{ team, hamlets: parts.map(({ id, name }) => ({ id, name })), today: dayOf(context.now) },
		templates: templates.map(({ id, name, lessons }) => ({ id, name, lessons: lessons.length })),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

const kept = { to: withQuery(paths.staff.term, { da: 'hoc-ky' }) };
const opened = withQuery(paths.staff.term, { da: 'mo' });

export const actions: Actions = {
	...{ wish: byStaff(addWish, { ...kept, beside: ticksOf }), endWish: byStaff(endWish, kept) },
	...{ teacher: byStaff(addTeacher, kept), endTeacher: byStaff(endTeacher, kept) },
	...{ venue: byStaff(addVenue, kept), endVenue: byStaff(endVenue, kept) },
	...{ ask: byStaff(askTerm, { to: paths.staff.term }), open: byStaff(openTerm, { to: opened }) }
};
