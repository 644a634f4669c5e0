import { redirect } from '@sveltejs/kit';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { confirmOnPaper, makeConfirmLink } from '#capabilities/cases/confirm.server.ts';
import { WayForm } from '#capabilities/cases/forms.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { openCase } from '../open-case.server.ts';
import { reviewOf } from './review.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (!view) redirect(303, paths.session.home);
	return reviewOf(await staffOf(event), view);
};

const given = { case: openCase };

export const actions: Actions = {
	way: byStaff(chooseWay, { reads: WayForm, given, to: paths.session.check }),
	/** The link itself shows on the second screen; this page learns only that it does. */
	link: byStaff(makeConfirmLink, { given, shows: ({ expires }) => ({ expires }) }),
	paper: byStaff(confirmOnPaper, { given, to: paths.session.money })
};
