import { addAvoid, avoids, endAvoid } from '#capabilities/classes/avoids.server.ts';
import { AvoidForm } from '#capabilities/classes/forms.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Markets and harvest, by hamlet: classes are planned around them. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, avoids);
	const [rows, parts] = await Promise.all([avoids(context, {}), hamlets(context, {})]);
	return {
		...{ avoids: rows, hamlets: parts.map(({ id, name }) => ({ id, name })) },
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

export const actions: Actions = {
	add: byStaff(addAvoid, { reads: AvoidForm, to: withQuery(paths.staff.classDays, { da: 'them' }) }),
	end: byStaff(endAvoid, { to: withQuery(paths.staff.classDays, { da: 'bo' }) })
};
