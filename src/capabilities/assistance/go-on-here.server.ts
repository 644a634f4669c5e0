import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { Lock } from './inputs.ts';
import { openSession } from './session.server.ts';
import { passSession } from './sql.server.ts';

/**
 * Whoever left a session open on another machine, or whose sign-in was over meanwhile, goes on with it here: same person, same file.
 * Refuses another's session and one that has ended (`no-session`), and whoever sits at no desk of its centre (`not-at-a-desk`).
 */
export const goOnHere = command(
	{
		name: 'assistance.go-on-here',
		byPerson: true,
		group: 'sit-beside',
		input: Lock,
		answer: v.object({ session: v.string() })
	},
	async (context, { session }) => {
		const { db, actor, now } = context;
		const open = await openSession(context, session);
		if (homeOf(actor) !== open.centreId || actor.machine === null || actor.desk === null)
			throw new Refusal('not-at-a-desk');
		await passSession(db, session, { helper: actor.id, machine: actor.machine, desk: actor.desk, at: now });
		return {
			answer: { session },
			about: session,
			person: open.personId,
			session,
			detail: { from: open.helperId, ticket: open.ticketId, desk: actor.desk }
		};
	}
);
