import { erasures } from '#capabilities/data-rights/erase.server.ts';
import { periods, requestCounts, requests, setPeriod } from '#capabilities/data-rights/requests-shown.server.ts';
import { retention } from '#capabilities/data-rights/retention.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What people ask about their own data, late first, and the clocks that hold here. Who only watches reads how many, and nobody's name. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, periods);
	const [page, erasedPage] = [pageAsked(event), pageAsked(event, 'da-xoa')];
	const [counts, { rows: list, more }, clocks, erased, cleared] = await Promise.all([
		requestCounts(context, {}),
		may(actor, requests) ? requests(context, { page }) : { rows: [], more: 0 },
		periods(context, {}),
		erasures(context, { page: erasedPage }),
		retention(context, {})
	]);
	return {
		...{ counts, list, more, page, clocks, erased, erasedPage, cleared },
		sets: may(actor, setPeriod),
		locale: event.locals.locale,
		request: newId()
	};
};

export const actions: Actions = { set: byStaff(setPeriod, { to: withQuery(paths.staff.requests, { da: 1 }, 'moc') }) };
