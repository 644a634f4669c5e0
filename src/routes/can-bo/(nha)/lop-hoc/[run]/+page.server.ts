import { seatsOf } from '#capabilities/classes/roll.server.ts';
import { dropClass } from '#capabilities/classes/runs.server.ts';
import { acceptSeat, leaveSeat, seatByPhone } from '#capabilities/classes/seats.server.ts';
import { missedOf } from '#capabilities/classes/fits.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { cards, cardsOf } from './cards.server.ts';
import { makeUps } from './make-up.server.ts';
import { pairs } from './pairs.server.ts';
import { back, run, together, togetherOf } from './together.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One class: its days, who has a place, who waits. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, seatsOf);
	const { run: id } = event.params;
	return {
		...(await seatsOf(context, { run: id })),
		...(await togetherOf(context, id)),
		handed: await cardsOf(context, id),
		missed: (await missedOf(context, { run: id })).rows,
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') },
		along: event.url.searchParams.get('cho')
	};
};

export const actions: Actions = {
	find: findPerson,
	seat: byStaff(seatByPhone, { given: { run }, to: back('giu'), beside: stillFound }),
	accept: byStaff(acceptSeat, { to: back('nhan') }),
	leave: byStaff(leaveSeat, { to: back('thoi') }),
	drop: byStaff(dropClass, { given: { run }, to: back('huy') }),
	...together,
	...cards,
	...makeUps,
	...pairs
};
