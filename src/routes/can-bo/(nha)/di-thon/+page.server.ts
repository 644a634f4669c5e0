import { disownPhone, ownField } from '#capabilities/field/own.server.ts';
import { answerPattern, ownPatterns } from '#capabilities/lead-board/patterns.server.ts';
import { program } from '#program/program.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where somebody goes from door to door, with which phones, and what they were asked about their visits. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, ownField);
	const page = pageAsked(event);
	return {
		...(await ownField(context, {})),
		asked: { ...(await ownPatterns(context, { page })), page },
		origin: program().settings.FIELD_ORIGIN ?? null,
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

export const actions: Actions = {
	disown: byStaff(disownPhone, { to: withQuery(paths.staff.ownField, { da: 1 }) }),
	answer: byStaff(answerPattern, { to: withQuery(paths.staff.ownField, { da: 'loi' }, 'asked'), form: 'answer' })
};
