import { AddForm } from '#capabilities/learning/forms.ts';
import { items } from '#capabilities/learning/items.server.ts';
import { addStatement, endStatement, frameHere } from '#capabilities/learning/own-statements.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The frame as it holds here: five topics, three sentences each, the tasks; and what the commune adds. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, frameHere);
	return {
		frame: await frameHere(context, {}),
		...{ adds: may(context.actor, addStatement), sees: may(context.actor, items) },
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') },
		open: event.url.searchParams.get('mo')
	};
};

export const actions: Actions = {
	add: byStaff(addStatement, { reads: AddForm, to: withQuery(paths.staff.frame, { da: 'them' }) }),
	end: byStaff(endStatement, { to: withQuery(paths.staff.frame, { da: 'thoi' }) })
};
