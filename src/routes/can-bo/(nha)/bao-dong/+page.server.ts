import { askCommune } from '#capabilities/alarms/ask-commune.server.ts';
import { alarms } from '#capabilities/alarms/show.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What climbed because nobody answered, and whether the alarm itself was heard last night. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, alarms);
	const page = pageAsked(event);
	const { now, locale } = event.locals;
	const asks = context.actor.may.has(askCommune.called);
	return { found: await alarms(context, { page }), asks, page, now, locale, request: newId() };
};

export const actions: Actions = { ask: byStaff(askCommune, { to: paths.staff.alarms }) };
