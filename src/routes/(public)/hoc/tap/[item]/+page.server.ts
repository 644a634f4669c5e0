import { redirect } from '@sveltejs/kit';
import { tryPage } from '#capabilities/paths/learner-pages.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { newId } from '#web/door.server.ts';
import { byLearner, learnerOf } from '#web/learner.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One made-up call or message, by oneself; whoever comes by an old address begins where they are. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	const opened = await tryPage(context, event.params.item, event.url.searchParams, event.locals.locale);
	if (!opened) redirect(303, paths.learn.practice);
	return { ...opened, request: newId() };
};

export const actions: Actions = {
	answer: byLearner(answerItem, { to: ({ item }) => paths.learn.try(item) })
};
