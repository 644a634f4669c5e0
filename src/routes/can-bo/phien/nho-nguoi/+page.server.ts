import { program } from '#program/program.server.ts';
import { FollowForm, StandForm } from '#capabilities/residents/forms.ts';
import { letFollow, mandatesBeside, revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { standFor } from '#capabilities/mandates/stand-for.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { findPerson, stillFound as beside } from '#web/find-person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { mandates: await mandatesBeside(context, {}), number: program().settings.MESSAGES_NUMBER ?? null };
};

const DONE = withQuery(paths.session.relatives, { da: 1 });

export const actions: Actions = {
	find: findPerson,
	let: byStaff(letFollow, { reads: FollowForm, to: DONE, beside }),
	stand: byStaff(standFor, { reads: StandForm, to: DONE, beside }),
	revoke: byStaff(revokeMandate, { to: withQuery(paths.session.relatives, { thoi: 1 }) })
};
