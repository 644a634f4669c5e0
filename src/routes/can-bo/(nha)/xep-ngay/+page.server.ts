import { board } from '#capabilities/home-visits/board.server.ts';
import { dropRoad, noteRoad } from '#capabilities/home-visits/roads.server.ts';
import { addShift, dropShift, knowHelper, shifts } from '#capabilities/home-visits/shifts.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { RoadForm, ShiftForm } from './form.ts';
import type { Actions, PageServerLoad } from './$types';

/** How the coming days go: teams with their hours, whom they come to and why at that hour. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, shifts);
	const today = dayOf(event.locals.now);
	return {
		...(await shifts(context, {})),
		routes: (await board(context, {})).routes,
		hamlets: (await hamlets(context, {})).map(({ id, name }) => ({ id, name })),
		...{ request: newId(), today, tomorrow: addDays(today, 1), locale: event.locals.locale }
	};
};

const to = (da: string): string => withQuery(paths.staff.planDays, { da });

export const actions: Actions = {
	add: byStaff(addShift, {
		reads: ShiftForm,
		to: to('them'),
		form: 'add',
		beside: (_, form) => ({ chosen: form.getAll('helpers').map(String) })
	}),
	drop: byStaff(dropShift, { to: to('bo') }),
	road: byStaff(noteRoad, { reads: RoadForm, to: to('duong'), form: 'road' }),
	dropRoad: byStaff(dropRoad, { to: to('thong') }),
	know: byStaff(knowHelper, { to: to('biet'), form: 'know' })
};
