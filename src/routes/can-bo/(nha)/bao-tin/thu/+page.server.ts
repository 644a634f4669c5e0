import { batches, lettersToPrint } from '#capabilities/notices/letters.server.ts';
import { printLetters } from '#capabilities/notices/print-letters.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Words that wait to go by letter, and what was printed together. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, lettersToPrint);
	const [page, older] = [pageAsked(event), pageAsked(event, 'lo')];
	return {
		waiting: await lettersToPrint(context, { page }),
		batches: await batches(context, { page: older }),
		...{ page, older, done: event.url.searchParams.get('da') },
		...{ request: newId(), locale: event.locals.locale }
	};
};

export const actions: Actions = {
	print: byStaff(printLetters, {
		to: ({ batch }) => (batch ? paths.staff.batch(batch) : withQuery(paths.staff.letters, { da: 'khong' }))
	})
};
