import { command, query } from '#platform/dispatch.server.ts';
import { Nothing, RevokeSessions, SitAtDesk } from './inputs.ts';
import { homeOf } from '#kernel/actor.ts';
import { listColleagues, revokeSessionById, revokeSessionsOf, updateSessionDesk } from './sql.server.ts';
import { revokeResidentSession } from './sql-residents-at-door.server.ts';
import * as v from 'valibot';

/** Ends this browser's own session; the id comes from the door, not from the form. */
export const signOut = command(
	'access.sign-out',
	v.object({ session: v.pipe(v.string(), v.uuid()) }),
	async ({ db, actor, now }, { session }) => {
		await (actor.kind === 'resident' ? revokeResidentSession(db, session, now) : revokeSessionById(db, session, now));
		return { answer: { ok: true } };
	}
);

/** A leader ends every session of a member of staff: a lost laptop, a last day. */
export const revokeSessions = command('access.revoke-sessions', RevokeSessions, async ({ db, now }, { staff }) => {
	const { count } = await revokeSessionsOf(db, staff, now);
	return { answer: { ended: count }, about: staff };
});

export const sitAtDesk = command(
	'access.sit-at-desk',
	v.object({ ...SitAtDesk.entries, session: v.pipe(v.string(), v.uuid()) }),
	async ({ db }, { desk, session }) => {
		await updateSessionDesk(db, session, desk);
		return { answer: { ok: true }, about: desk };
	}
);

/** Who works at this centre, by role. */
export const colleagues = query('access.colleagues', Nothing, ({ db, actor }) =>
	listColleagues(db, homeOf(actor) ?? 0)
);
