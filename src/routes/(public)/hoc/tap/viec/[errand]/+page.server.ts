import { redirect } from '@sveltejs/kit';
import { OrderForm } from '#capabilities/errands/forms.ts';
import { afterKey, errandOf, errandPage } from '#capabilities/errands/opened.server.ts';
import { pressKey } from '#capabilities/errands/press.server.ts';
import { tellBack } from '#capabilities/errands/tell.server.ts';
import { newId } from '#web/door.server.ts';
import { byLearner, learnerOf } from '#web/learner.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One errand, by oneself: its open screen, or its end. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	const page = await errandPage(context, event.params.errand, event.url.searchParams, event.locals.locale);
	if (!page) redirect(303, paths.learn.errands);
	return { ...page, request: newId() };
};

const errand = errandOf;

export const actions: Actions = {
	press: byLearner(pressKey, {
		given: { errand },
		to: (pressed) => withQuery(paths.learn.errand(pressed.errand), afterKey(pressed))
	}),
	tell: byLearner(tellBack, { reads: OrderForm, given: { errand }, to: ({ errand: told }) => paths.learn.errand(told) })
};
