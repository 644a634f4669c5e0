import type { RequestEvent } from '@sveltejs/kit';
import { disownPhone, ownField } from '#capabilities/field/own.server.ts';
import { endCalendar, openCalendar, ownCalendar } from '#capabilities/home-visits/calendar.server.ts';
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
	const calendar = await ownCalendar(context, {});
	return {
		...(await ownField(context, {})),
		asked: { ...(await ownPatterns(context, { page })), page },
		calendar: calendar && calendarAddress(event, calendar.token),
		origin: program().settings.FIELD_ORIGIN ?? null,
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

/** As whoever asks will paste it, in their language. */
const calendarAddress = ({ url, locals }: RequestEvent, token: string): string =>
	new URL(withQuery(paths.open.visitCalendar(token), { lang: locals.locale }), url).href;

export const actions: Actions = {
	openCalendar: byStaff(openCalendar, { to: withQuery(paths.staff.ownField, { da: 'lich' }) }),
	endCalendar: byStaff(endCalendar, { to: withQuery(paths.staff.ownField, { da: 'dong-lich' }) }),
	disown: byStaff(disownPhone, { to: withQuery(paths.staff.ownField, { da: 1 }) }),
	answer: byStaff(answerPattern, { to: withQuery(paths.staff.ownField, { da: 'loi' }, 'asked'), form: 'answer' })
};
