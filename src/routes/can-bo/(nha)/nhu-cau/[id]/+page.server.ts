import type { RequestEvent } from '@sveltejs/kit';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { PlanForm } from '#capabilities/assistance/forms.ts';
import { closeNeed, planNeed, reopenNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import { classesForNeed, seatForNeed } from '#capabilities/classes/for-need.server.ts';
import { isClassNeed } from '#capabilities/classes/rules-for-need.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

const helps = new Set(['guide', 'receiving-officer', 'leader']);

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const page = pageAsked(event);
	const [need, team] = await Promise.all([showNeed(context, { need: idOf(event), page }), colleagues(context, {})]);
	const able = new Map(team.filter(({ role }) => helps.has(role)).map(({ id, name }) => [id, { id, name }]));
	return {
		...{ need, page, me: actor.id, team: [...able.values()] },
		classes: need.outcome === null && isClassNeed(need.kind) ? await classesForNeed(context, { need: need.id }) : null,
		done: event.url.searchParams.get('da'),
		today: dayOf(event.locals.now),
		locale: event.locals.locale,
		request: newId()
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
