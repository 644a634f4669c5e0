import { heardNow } from '#capabilities/learning/heard.server.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One thing that the person beside hears and judges, on a screen that is turned to them. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const { statement } = event.params;
	const { item } = await statementBeside(context, { statement });
	const asked = event.url.searchParams;
	return {
		...heardNow({ item, answered: asked.get('nghe'), choice: asked.get('chon'), locale: event.locals.locale }),
		...{ statement, more: item !== null }
	};
};

export const actions: Actions = {
	judge: byStaff(judgeItem, {
		to: (_, { input, event }) =>
			withQuery(paths.session.judge(event.params['statement'] ?? ''), { nghe: input.item, chon: input.choice })
	})
};
