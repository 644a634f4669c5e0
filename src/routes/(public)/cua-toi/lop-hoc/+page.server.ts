import { myClasses } from '#capabilities/classes/own.server.ts';
import { MakeUpForm } from '#capabilities/classes/forms.ts';
import { cancelMakeUp, makeUpOwn } from '#capabilities/classes/make-up.server.ts';
import { classesStoodFor, seatFor } from '#capabilities/classes/proxy.server.ts';
import { pairSeat, unpairSeat } from '#capabilities/classes/pairs.server.ts';
import { acceptSeat, leaveSeat, takeSeat } from '#capabilities/classes/seats.server.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Classes of their own, and those in which they may have a place. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const [classes, stoodFor] = [await myClasses(context, {}), await classesStoodFor(context, {})];
	return { classes, stoodFor, done: event.url.searchParams.get('da'), request: newId() };
};

const done = (da: string): string => withQuery(paths.mine.classes, { da });

export const actions: Actions = {
	take: byResident(takeSeat, { to: ({ state }) => done(state === 'taken' ? 'giu' : 'cho') }),
	takeFor: byResident(seatFor, { to: ({ state }) => done(state === 'taken' ? 'giu' : 'cho') }),
	accept: byResident(acceptSeat, { to: done('nhan') }),
	leave: byResident(leaveSeat, { to: done('thoi') }),
	makeUp: byResident(makeUpOwn, { reads: MakeUpForm, to: done('hoc-bu') }),
	cancelMakeUp: byResident(cancelMakeUp, { to: done('thoi') }),
	pair: byResident(pairSeat, { given: { companion: null }, to: done('cung') }),
	unpair: byResident(unpairSeat, { to: done('mot-minh') })
};
