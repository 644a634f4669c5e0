import { keptPlaces } from '#capabilities/access/accounts.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { roles } from '#capabilities/access/rules-roles.ts';
import { program } from '#program/program.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { makeWithPaper } from '#web/once-papers.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One more member of staff; what was made is answered as a paper, which is at no address. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, makeStaff);
	return {
		places: await keptPlaces(context, {}),
		roles: roles.filter((role) => role !== 'province'),
		request: newId(),
		origin: program().settings.ORIGIN
	};
};

export const actions: Actions = {
	default: byStaff(makeWithPaper, {
		given: { password: undefined },
		shows: ({ id, paper }) => (paper ? { paper, id } : undefined),
		to: paths.staff.accounts
	})
};
