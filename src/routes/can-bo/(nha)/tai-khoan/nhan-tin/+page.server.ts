import { keepOwnReach, ownReach, proveOwnReach } from '#capabilities/notices/own-reach.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** By which a member of the staff is reached for words that they try out. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, ownReach);
	return { own: await ownReach(context, {}), request: newId(), done: event.url.searchParams.get('da') };
};

const done = (da: string): string => withQuery(paths.staff.ownReach, { da });

export const actions: Actions = {
	keep: byStaff(keepOwnReach, { to: ({ kept }) => done(kept ? 'ghi' : 'bo') }),
	prove: byStaff(proveOwnReach, {
		shows: ({ why }, { input }) => (why === null ? undefined : { why, kind: input.kind }),
		to: done('dung')
	})
};
