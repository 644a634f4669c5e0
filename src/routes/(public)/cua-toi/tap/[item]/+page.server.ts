import { redirect } from '@sveltejs/kit';
import { tryPage } from '#capabilities/paths/learner-pages.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One made-up call or message, by oneself; whoever comes by an old address begins where they are. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const opened = await tryPage(context, event.params.item, event.url.searchParams, event.locals.locale);
	if (!opened) redirect(303, paths.mine.practice);
	return { ...opened, request: newId() };
};

export const actions: Actions = {
	answer: byResident(answerItem, { to: ({ item }) => paths.mine.try(item) })
};
