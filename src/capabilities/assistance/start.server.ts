import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { Start } from './inputs.ts';
import { findMistakeBefore, insertSession } from './sql.server.ts';

/**
 * Opens an assisted session for a person who sits here. The subject is chosen first and cannot change within it.
 * Refuses a second open one of a guide or a machine (constraints `assisted_session_one_for_*`). After *Nhầm người* they
 * too can read that somebody else's file was opened before theirs.
 */
export const start = command(
	{
		name: 'assistance.start',
		byPerson: true,
		group: 'sit-beside',
		input: Start,
		answer: v.object({ session: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const centre = homeOf(actor);
		if (centre === null || actor.machine === null) throw new Refusal('not-at-a-desk');
		await getPersonBrief(context, input.person);
		await insertSession(db, {
			id: input.id,
			centre,
			person: input.person,
			helper: actor.id,
			machine: actor.machine,
			desk: actor.desk,
			ticket: input.ticket,
			at: now
		});
		const before = { person: input.person, helper: actor.id, ticket: input.ticket, session: input.id };
		const mistaken = await findMistakeBefore(db, before);
		return {
			answer: { session: input.id },
			about: input.id,
			person: input.person,
			session: input.id,
			detail: { ticket: input.ticket, authority: 'present' },
			looked: mistaken && {
				...{ person: input.person, what: 'mistake', purpose: 'other-opened-first' },
				...{ about: input.id, session: input.id }
			}
		};
	}
);
