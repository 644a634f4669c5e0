import { needsBeside } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { needs: await needsBeside(context, {}) };
};

export const actions: Actions = {
	record: byStaff(recordNeed, {
		given: { person: null, source: 'counter' },
		to: withQuery(paths.session.needs, { da: 1 })
	})
};
