import { PatternKey } from '#capabilities/oversight/forms.ts';
import { patterns, settle, watched } from '#capabilities/oversight/patterns.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What in the looks of the staff is to be asked about, and how everybody looked, oneself too. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, patterns);
	const page = pageAsked(event);
	const [list, staff] = [await patterns(context, { page }), await watched(context, {})];
	return {
		...{ list, staff, page, me: actor.id, request: newId() },
		done: event.url.searchParams.has('da'),
		locale: event.locals.locale
	};
};

export const actions: Actions = {
	settle: byStaff(settle, { reads: PatternKey, to: withQuery(paths.staff.looks, { da: 1 }) })
};
