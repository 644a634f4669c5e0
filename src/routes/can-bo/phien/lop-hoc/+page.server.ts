import { classesForBeside, seatForNeed } from '#capabilities/classes/for-need.server.ts';
import { classesBeside } from '#capabilities/classes/own.server.ts';
import { MakeUpForm } from '#capabilities/classes/forms.ts';
import { cancelMakeUp, makeUpOwn } from '#capabilities/classes/make-up.server.ts';
import { pairSeat, unpairSeat } from '#capabilities/classes/pairs.server.ts';
import { acceptSeat, leaveSeat, takeSeat } from '#capabilities/classes/seats.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Classes in which the person beside has a place, and those in which they may have one. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const [classes, needs] = [await classesBeside(context, {}), await classesForBeside(context, {})];
	return { classes, needs, done: event.url.searchParams.get('da') };
};

const done = (da: string): string => withQuery(paths.session.classes, { da });

export const actions: Actions = {
	take: byStaff(takeSeat, { to: ({ state }) => done(state === 'taken' ? 'giu' : 'cho') }),
	seat: byStaff(seatForNeed, { to: ({ state }) => done(state === 'taken' ? 'giu' : 'cho') }),
	accept: byStaff(acceptSeat, { to: done('nhan') }),
	leave: byStaff(leaveSeat, { to: done('thoi') }),
	makeUp: byStaff(makeUpOwn, { reads: MakeUpForm, to: done('hoc-bu') }),
	cancelMakeUp: byStaff(cancelMakeUp, { to: done('thoi') }),
	pair: byStaff(pairSeat, { given: { companion: null }, to: done('cung') }),
	unpair: byStaff(unpairSeat, { to: done('mot-minh') })
};
