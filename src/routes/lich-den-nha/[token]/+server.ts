import * as v from 'valibot';
import { readCalendar } from '#capabilities/home-visits/calendar.server.ts';
import { ReadCalendar } from '#capabilities/home-visits/inputs.ts';
import { calendarOf } from '#web/calendar.ts';
import { anyoneOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** A helper's own calendar, as calendars read it. An address that is none is an empty one: nobody learns which there are. */
export const GET: RequestHandler = async (event) => {
	const asked = v.safeParse(ReadCalendar, { token: event.params.token });
	const entries = asked.success ? await readCalendar(anyoneOf(event), asked.output) : [];
	const said = event.url.searchParams.get('lang');
	const locale = said === 'en' || said === 'hi' ? said : 'vi';
	return new Response(calendarOf(entries, locale), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'cache-control': 'no-store',
			'x-robots-tag': 'noindex'
		}
	});
};
