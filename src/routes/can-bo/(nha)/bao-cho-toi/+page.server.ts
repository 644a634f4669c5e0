import { readStaffNotice, staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { tellKey } from '#platform/telling.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { leadsTo } from '#web/leads.ts';
import { pageAsked } from '#web/page.server.ts';
import { follow, ringWays } from '#web/ring.server.ts';
import { program } from '#program/program.server.ts';
import { findWord } from '#words/word.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is told to whoever is signed in. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, staffNotices);
	const page = pageAsked(event);
	const { rows, rung, ...told } = await staffNotices(context, { page });
	return {
		// A machine at a desk is shared: it rings for nobody.
		ring: actor.desk === null && actor.machine !== null ? { by: program().pushKey, rung } : null,
		request: newId(),
		...{ ...told, page, several: actor.centres.length > 1, locale: event.locals.locale },
		// Each line is opened by a request of its own: whoever comes back by the browser's key opens the next.
		rows: rows.map((row) => ({ ...row, words: findWord(tellKey(row.fact)) ?? '', request: newId() }))
	};
};

export const actions: Actions = {
	open: byStaff(readStaffNotice, { to: leadsTo }),
	ring: byStaff(follow, ringWays)
};
