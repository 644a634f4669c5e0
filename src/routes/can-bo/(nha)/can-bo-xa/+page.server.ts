import { accounts } from '#capabilities/access/accounts.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** Whose accounts are kept here, and what waits for a second person. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, accounts);
	const { people, changes } = await accounts(context, {});
	return {
		open: people.filter(({ closedAt }) => closedAt === null),
		closed: people.filter(({ closedAt }) => closedAt !== null),
		changes,
		makes: may(actor, makeStaff),
		...{ now: event.locals.now, locale: event.locals.locale }
	};
};
