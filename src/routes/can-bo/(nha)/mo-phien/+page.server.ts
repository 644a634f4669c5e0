import { redirect } from '@sveltejs/kit';
import { end } from '#capabilities/assistance/end.server.ts';
import { goOnHere } from '#capabilities/assistance/go-on-here.server.ts';
import { elsewhere } from '#capabilities/assistance/session.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { findPeople, matchCard } from '#capabilities/residents/people.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import * as begin from './begin.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (actor.session !== null) redirect(303, paths.session.home);
	if (actor.desk === null) redirect(303, withQuery(paths.staff.seat, { ve: paths.staff.openSession }));
	const number = event.url.searchParams.get('so');
	const seen = number && isId(number) ? await ticket(context, { ticket: number }) : null;
	const called = seen && { id: seen.id, number: seen.number };
	const names = (await hamlets(context, {})).map(({ name }) => name);
	return { ticket: called, elsewhere: await elsewhere(context, {}), hamlets: names, request: newId() };
};

// What a scanner typed and what was searched travel by POST and come back in the answer: never in an address.
export const actions: Actions = {
	scan: byStaff(matchCard, { reads: begin.CardForm, shows: begin.cardShown }),
	find: byStaff(findPeople, { shows: begin.peopleShown }),
	unverified: begin.unverified,
	byCard: begin.byCard,
	goOnHere: byStaff(goOnHere, { to: paths.session.home }),
	endElsewhere: byStaff(end, { given: { reason: 'done' }, to: paths.staff.openSession }),
	start: begin.byWhoeverHasNone(begin.beginWith, {
		to: ({ byCard }) => withQuery(paths.session.home, { the: byCard && 1 })
	})
};
