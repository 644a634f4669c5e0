import { batch } from '#capabilities/notices/letters.server.ts';
import { sayLetters } from '#capabilities/notices/say-letters.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One batch: to whom its letters go, and what became of each. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, batch);
	return {
		...(await orNotFound(batch(context, { batch: idOf(event, 'batch') }))),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

export const actions: Actions = {
	say: byStaff(sayLetters, {
		given: { batch: (_, event) => idOf(event, 'batch') },
		to: (_, { event }) => withQuery(paths.staff.batch(idOf(event, 'batch')), { da: 'ghi' })
	})
};
