import { OwnForm } from '#capabilities/support/forms.ts';
import { askSupportOwn } from '#capabilities/support/ask.server.ts';
import { myTickets, sayOnOwn } from '#capabilities/support/own.server.ts';
import { byResident } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { faultIn } from '#web/support-asked.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody asked the support team, and what came of it; a new one is asked here. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const asked = event.url.searchParams;
	const page = pageAsked(event);
	return {
		...{ tickets: await myTickets(context, { page }), page },
		...{ now: event.locals.now, done: asked.get('da'), fault: faultIn(asked), request: newId() }
	};
};

const done = (da: string): string => withQuery(paths.mine.support, { da });

export const actions: Actions = {
	ask: byResident(askSupportOwn, {
		shows: ({ why }, { input: { system, words } }) =>
			why === null ? undefined : refusedAs(429, why, { system, words }),
		to: done('nhan')
	}),
	say: byResident(sayOnOwn, { reads: OwnForm, to: done('noi') })
};
