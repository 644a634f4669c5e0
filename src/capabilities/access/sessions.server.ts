import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { RevokeSessions, SitAtDesk } from './inputs.ts';
import { findCentreOfDesk } from './sql-devices.server.ts';
import {
	listColleagues,
	listHands,
	listSeated,
	revokeOwnSession,
	revokeSessionsOf,
	updateSessionDesk,
	worksNear
} from './sql.server.ts';
import { revokeResidentSession } from './sql-residents-at-door.server.ts';
import { Colleague, Seated } from './answers.ts';

/** Ends a session of one's own; another's is not there, whoever knows its id. */
export const signOut = command(
	{
		name: 'access.sign-out',
		group: ['in-house', 'own-page', 'first-use'],
		input: v.object({ session: id }),
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }, { session }) => {
		await (actor.kind === 'resident'
			? revokeResidentSession(db, session, now)
			: revokeOwnSession(db, session, actor.id, now));
		return { answer: { ok: true } };
	}
);

/**
 * A leader ends every session of somebody who works here: a lost laptop, a last day. Refuses somebody of another place,
 * and tells when there was no session to end.
 */
export const revokeSessions = command(
	{ name: 'access.revoke-sessions', group: 'lead', input: RevokeSessions, answer: v.object({ ended: v.number() }) },
	async ({ db, actor, now }, { staff }) => {
		if (!(await worksNear(db, staff, actor.centres))) throw new Refusal('not-your-place');
		const { count } = await revokeSessionsOf(db, staff, now);
		if (count === 0) throw new Refusal('nobody-signed-in');
		return { answer: { ended: count }, about: staff };
	}
);

/** Sits down at a desk of one's own centre; refuses any other. */
export const sitAtDesk = command(
	{
		name: 'access.sit-at-desk',
		byPerson: true,
		group: 'at-work',
		input: v.object({ ...SitAtDesk.entries, session: id }),
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor }, { desk, session }) => {
		const centre = await findCentreOfDesk(db, desk);
		if (centre === undefined || !actor.centres.includes(centre)) throw new Refusal('desk-unknown');
		await updateSessionDesk(db, session, desk);
		return { answer: { ok: true }, about: desk };
	}
);

/** Who works at this centre or for its whole commune: a row for each role that somebody holds. */
export const colleagues = query(
	{
		name: 'access.colleagues',
		group: 'at-work',
		input: Nothing,
		answer: v.array(Colleague),
		look: 'holds no name'
	},
	({ db, actor }) => listColleagues(db, centreOf(actor))
);

/** Who can stand before a class of this centre: whoever works there, goes to doors of its commune, or comes from another organisation. */
export const hands = query(
	{
		name: 'access.hands',
		group: 'loop',
		input: Nothing,
		answer: v.array(v.object({ id: v.string(), name: v.string() })),
		look: 'names staff, and no resident'
	},
	({ db, actor }) => listHands(db, centreOf(actor))
);

/** Who sits at a desk of this centre now, by name. */
export const seated = query(
	{ name: 'access.seated', group: 'at-work', input: Nothing, answer: v.array(Seated), look: 'holds no name' },
	({ db, actor, now }) => listSeated(db, centreOf(actor), now)
);
