import type { RequestEvent } from '@sveltejs/kit';
import { PlanForm } from '#capabilities/assistance/forms.ts';
import { closeNeed, planNeed, reopenNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import { seatForNeed } from '#capabilities/classes/for-need.server.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { waysOn } from './ways-on.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const page = pageAsked(event);
	const need = await showNeed(context, { need: idOf(event), page });
	return {
		...{ need, page, me: actor.id, ...(await waysOn(context, need)) },
		...{ done: event.url.searchParams.get('da'), today: dayOf(event.locals.now) },
		...{ locale: event.locals.locale, request: newId() }
	};
};

const ways = {
	given: { need: (_: unknown, { params }: RequestEvent) => params['id'] ?? '' },
	to: (_: unknown, { event }: { event: RequestEvent }) => paths.staff.need(event.params['id'] ?? '')
};

export const actions: Actions = {
	take: byStaff(takeNeed, ways),
	plan: byStaff(planNeed, { ...ways, reads: PlanForm }),
	close: byStaff(closeNeed, ways),
	reopen: byStaff(reopenNeed, ways),
	seat: byStaff(seatForNeed, {
		given: ways.given,
		to: ({ state }, came) => withQuery(ways.to(null, came), { da: state === 'taken' ? 'giu' : 'cho' })
	})
};
