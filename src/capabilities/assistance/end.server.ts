import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { minutesBetween } from '#kernel/day.ts';
import { End, WrongPerson } from './inputs.ts';
import { openSession } from './session.server.ts';
import { endSession } from './sql.server.ts';

/** Ends a session. What follows from it (the encounter, the line) listens. */
export const end = command(
	{ name: 'assistance.end', byPerson: true, group: 'sit-beside', input: End, answer: v.object({ ended: v.string() }) },
	async (context, { session, reason }) => {
		const open = await openSession(context, session);
		await endSession(context.db, session, reason, context.now);
		return {
			answer: { ended: session },
			about: session,
			person: open.personId,
			detail: { reason, ticket: open.ticketId, case: open.caseId, minutes: minutesBetween(open.startedAt, context.now) }
		};
	}
);

/** *Nhầm người*: the wrong person's file was open. What was typed is voided, the ticket goes back, and the look is shown as a mistake. */
export const wrongPerson = command(
	{
		name: 'assistance.wrong-person',
		byPerson: true,
		group: 'sit-beside',
		input: WrongPerson,
		answer: v.object({ ended: v.string() })
	},
	async (context, { session }) => {
		const open = await openSession(context, session);
		await endSession(context.db, session, 'wrong-person', context.now);
		return {
			answer: { ended: session },
			about: session,
			person: open.personId,
			detail: { ticket: open.ticketId, case: open.caseId },
			looked: { person: open.personId, what: 'mistake', purpose: 'wrong-person', about: session, session }
		};
	}
);
