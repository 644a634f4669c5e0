import { board } from '#capabilities/lead-board/board.server.ts';
import { settlePattern } from '#capabilities/lead-board/patterns.server.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { eyesOf } from './eyes.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** How it stands in each hamlet, what somebody has to see to, and what volunteers were asked. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, board);
	return {
		...(await board(context, {})),
		...(await eyesOf(context, pageAsked(event))),
		...{ opens: may(actor, showNeed), request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

export const actions: Actions = {
	settle: byStaff(settlePattern, { to: withQuery(paths.staff.leadBoard, { da: 'quyet' }, 'odd'), form: 'settle' })
};
