import { redirect } from '@sveltejs/kit';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { openItem } from '#capabilities/practice/heard.server.ts';
import { rulesOfThree } from '#capabilities/practice/scams.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One made-up call or message, on a screen that is turned to the person beside. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const opened = await openItem(context, event.params.item, event.url.searchParams.get('luot'), event.locals.locale);
	if (!opened) redirect(303, paths.session.practice);
	return { ...opened, fingers: rulesOfThree.fingers };
};

export const actions: Actions = {
	answer: byStaff(answerItem, { to: ({ item }) => paths.session.try(item) })
};
