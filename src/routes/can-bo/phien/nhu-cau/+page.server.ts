import { needsBeside } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { classesForBeside, seatForNeed } from '#capabilities/classes/for-need.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const [needs, classes] = [await needsBeside(context, {}), await classesForBeside(context, {})];
	return { needs, classes, done: event.url.searchParams.get('da') };
};

export const actions: Actions = {
	record: byStaff(recordNeed, {
		given: { person: null, source: 'counter' },
		to: withQuery(paths.session.needs, { da: 1 })
	}),
	seat: byStaff(seatForNeed, {
		to: ({ state }) => withQuery(paths.session.needs, { da: state === 'taken' ? 'giu' : 'cho' })
	})
};
