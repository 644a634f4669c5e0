import { PlaceForm } from '#capabilities/health-places/forms.ts';
import { addPlace, changePlace, endPlace, keptPlaces, pastePlaces } from '#capabilities/health-places/keep.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where people are seen by a doctor: the list, one of it to change, and a sheet to paste. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, keptPlaces);
	const places = await keptPlaces(context, {});
	const asked = event.url.searchParams;
	return {
		places,
		open: places.find(({ id }) => id === asked.get('sua')) ?? null,
		...{ done: asked.get('da'), request: newId(), locale: event.locals.locale }
	};
};

const done = (da: string) => withQuery(paths.staff.healthPlaces, { da });

export const actions: Actions = {
	add: byStaff(addPlace, { reads: PlaceForm, to: done('them'), form: 'write' }),
	change: byStaff(changePlace, { reads: PlaceForm, to: done('sua'), form: 'write' }),
	end: byStaff(endPlace, { to: done('thoi') }),
	paste: byStaff(pastePlaces, { to: done('dan'), form: 'paste' })
};
