import type { RequestEvent } from '@sveltejs/kit';
import { attachFile } from '#capabilities/help-cards/file.server.ts';
import { showCard } from '#capabilities/help-cards/show.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { attachBrought } from './attach.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Pictures and voices of a card: a file for each step. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, attachFile);
	return {
		card: await orNotFound(showCard(context, { card: idOf(event, 'card') })),
		...{ done: event.url.searchParams.has('da'), locale: event.locals.locale, request: newId() }
	};
};

export const actions: Actions = {
	default: byStaff(attachBrought, {
		given: { card: (_: unknown, { params }: RequestEvent) => params['card'] ?? '' },
		to: ({ id }) => withQuery(paths.staff.helpCardFiles(id), { da: 1 })
	})
};
