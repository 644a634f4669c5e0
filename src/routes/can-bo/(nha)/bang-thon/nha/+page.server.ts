import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import { board, boardCarriers } from '#capabilities/lead-board/board.server.ts';
import { handOn } from '#capabilities/lead-board/hand-on.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { openedOf } from './opened.server.ts';
import { askedIn } from './asked.ts';
import { HandForm } from './form.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a number of the board counts, page by page. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, board);
	const { state, hamlet } = askedIn(event.url.searchParams);
	const page = pageAsked(event);
	const helpers = state === 'promises' ? await boardCarriers(context, { hamlet: null }) : [];
	return {
		...(await openedOf(context, { state, hamlet, page })),
		...{ helpers, request: newId(), today: dayOf(event.locals.now) },
		...{ state, hamlet, page, opens: may(actor, showNeed), now: event.locals.now, locale: event.locals.locale },
		of: hamlet === null ? null : ((await hamlets(context, {})).find(({ id }) => id === hamlet)?.name ?? null)
	};
};

export const actions: Actions = {
	hand: byStaff(handOn, {
		reads: HandForm,
		to: withQuery(paths.staff.leadDoors, { xem: 'promises', da: 'giao' }),
		beside: (_, form) => ({ chosen: form.getAll('promises').map(String) })
	})
};
