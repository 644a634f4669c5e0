import { command } from '#platform/dispatch.server.ts';
import { insertLook } from '#platform/sql.server.ts';
import { minutesBetween } from '#kernel/day.ts';
import { End, WrongPerson } from './inputs.ts';
import { openSession } from './session.server.ts';
import { endSession } from './sql.server.ts';

/** Ends a session. What follows from it (the encounter, the line) listens. A locked one can be ended too. */
export const end = command('assistance.end', End, async (context, { session, reason }) => {
	const open = await openSession(context, session, 'may-be-locked');
	await endSession(context.db, session, reason, context.now);
	return {
		answer: { ended: session },
		about: session,
		person: open.personId,
		detail: { reason, ticket: open.ticketId, case: open.caseId, minutes: minutesBetween(open.startedAt, context.now) }
	};
});

/** *Nhầm người*: the wrong person's file was open. What was typed is voided, the ticket goes back, and the look is shown as a mistake. */
export const wrongPerson = command('assistance.wrong-person', WrongPerson, async (context, { session }) => {
	const { db, actor, now } = context;
	const open = await openSession(context, session, 'may-be-locked');
	await endSession(db, session, 'wrong-person', now);
	await insertLook(db, {
		at: now,
		actorKind: actor.kind,
		actorId: actor.id,
		personId: open.personId,
		what: 'mistake',
		purpose: 'wrong-person',
		sessionId: session,
		about: session
	});
	return {
		answer: { ended: session },
		about: session,
		person: open.personId,
		detail: { ticket: open.ticketId, case: open.caseId }
	};
});
