import { agreeIdentity, dropIdentity, identityChanges, tellIdentity } from '#capabilities/residents/identity.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Both values of each change that waits, for a second person; and whom to tell of those that were made. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, identityChanges);
	return { changes: await identityChanges(context, {}), locale: event.locals.locale, request: newId() };
};

const to = withQuery(paths.staff.identity, { da: 1 });

export const actions: Actions = {
	agree: byStaff(agreeIdentity, { to }),
	drop: byStaff(dropIdentity, { to }),
	tell: byStaff(tellIdentity, { to })
};
