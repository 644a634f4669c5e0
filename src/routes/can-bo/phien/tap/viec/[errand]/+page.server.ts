import { redirect } from '@sveltejs/kit';
import { MarksForm } from '#capabilities/errands/forms.ts';
import { afterKey, errandOf, errandPage } from '#capabilities/errands/opened.server.ts';
import { pressKey } from '#capabilities/errands/press.server.ts';
import { markTold } from '#capabilities/errands/tell.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One errand, on a screen that is turned to the person beside: its open screen, or its end. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const page = await errandPage(context, event.params.errand, event.url.searchParams, event.locals.locale);
	if (!page) redirect(303, paths.session.errands);
	return page;
};

const errand = errandOf;

export const actions: Actions = {
	press: byStaff(pressKey, {
		given: { errand },
		to: (pressed) => withQuery(paths.session.errand(pressed.errand), afterKey(pressed))
	}),
	mark: byStaff(markTold, { reads: MarksForm, given: { errand }, to: ({ errand: told }) => paths.session.errand(told) })
};
