import { keepSession, offerSession, takers } from '#capabilities/assistance/offer.server.ts';
import { desks } from '#capabilities/counter/board.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { ownSession } from '../questions.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who may be asked to go on with whoever sits here: everybody at a desk now, by desk. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const [people, seats] = await Promise.all([takers(context, {}), desks(context, { centre: centreOf(actor) })]);
	const named = people.map((one) => ({ ...one, at: seats.find(({ id }) => id === one.desk)?.name ?? '' }));
	return { people: named.toSorted((a, b) => Number(a.busy) - Number(b.busy)) };
};

const session = { session: ownSession };

export const actions: Actions = {
	ask: byStaff(offerSession, { given: session, to: paths.session.home }),
	keep: byStaff(keepSession, { given: session, to: paths.session.home })
};
