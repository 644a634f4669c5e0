import { seatsOf } from '#capabilities/classes/roll.server.ts';
import { dropClass } from '#capabilities/classes/runs.server.ts';
import { acceptSeat, leaveSeat, seatByPhone } from '#capabilities/classes/seats.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One class: its days, who has a place, who waits. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, seatsOf);
	return {
		...(await seatsOf(context, { run: event.params.run })),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

type Of = { params: Partial<Record<string, string>> };
const run = (_: unknown, { params }: Of): string => params['run'] ?? '';
const back =
	(da: string) =>
	(_: unknown, { event }: { event: Of }) =>
		withQuery(paths.staff.class(event.params['run'] ?? ''), { da });

export const actions: Actions = {
	find: findPerson,
	seat: byStaff(seatByPhone, { given: { run }, to: back('giu'), beside: stillFound }),
	accept: byStaff(acceptSeat, { to: back('nhan') }),
	leave: byStaff(leaveSeat, { to: back('thoi') }),
	drop: byStaff(dropClass, { given: { run }, to: back('huy') })
};
