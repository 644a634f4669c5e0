import { callLostMoney } from '#capabilities/support/call-loss.server.ts';
import { hotlines, setHotlines } from '#capabilities/support/hotlines.server.ts';
import { confirmHotline, dropHotline, hotlinesWaiting } from '#capabilities/support/hotlines-second.server.ts';
import { beginLostMoney } from '#capabilities/support/lost-money.server.ts';
import { losses } from '#capabilities/support/show-loss.server.ts';
import { dayOf } from '#kernel/day.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Money that was lost: the one key, what no police have yet, and who is called today. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, losses);
	const page = pageAsked(event);
	return {
		...{ found: await losses(context, { page }), page },
		waits: await hotlinesWaiting(context, {}),
		lines: may(actor, hotlines) ? await hotlines(context, {}) : null,
		...{ today: dayOf(event.locals.now), locale: event.locals.locale, request: newId() }
	};
};

export const actions: Actions = {
	begin: byStaff(beginLostMoney, { to: ({ id }) => paths.staff.loss(id) }),
	call: byStaff(callLostMoney, { to: paths.staff.losses }),
	confirm: byStaff(confirmHotline, { to: paths.staff.losses }),
	drop: byStaff(dropHotline, { to: paths.staff.losses }),
	lines: byStaff(setHotlines, { to: paths.staff.losses, form: 'lines' })
};
