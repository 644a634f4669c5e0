import { redirect } from '@sveltejs/kit';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { OfficialCodeForm } from '#capabilities/cases/forms.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { linesOf } from '#web/portal-lines.server.ts';
import { paths } from '#web/paths.ts';
import { openCase } from '../open-case.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (!view) redirect(303, paths.session.home);
	const { actor } = await staffOf(event);
	return {
		lines: linesOf(view),
		receives: may(actor, receive),
		portal: view.portal?.lastFault
			? { fault: view.portal.lastFault, reason: view.portal.reason, since: timeOf(view.portal.since) }
			: null,
		today: dayOf(event.locals.now).slice(2).replaceAll('-', '')
	};
};

const given = { case: openCase };

export const actions: Actions = {
	receive: byStaff(receive, { given, to: paths.session.hand }),
	code: byStaff(recordOfficialCode, { reads: OfficialCodeForm, given, to: paths.session.slip })
};
