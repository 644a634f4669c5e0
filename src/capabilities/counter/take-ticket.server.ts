import { dayOf } from '#kernel/day.ts';
import { command } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { TakeTicket } from './inputs.ts';
import { insertTicket, nextNumber, turnPeriod } from './sql.server.ts';
import { waitFor } from './wait.server.ts';

const sourceOf = { device: 'kiosk', staff: 'staff', public: 'home' } as const;

/**
 * The next number of the day. Priority is claimed here and confirmed by a person later; the claim already counts, so that
 * nobody who may go first waits for a confirmation. Answers the range that was promised, to be judged tomorrow.
 */
export const takeTicket = command('counter.take-ticket', TakeTicket, async (context, input) => {
	const { db, actor, now } = context;
	const day = dayOf(now);
	const centre = await getCentre(db, input.centre);
	const headStartMin = input.priority === 'none' ? 0 : centre.headStartMin;
	const wait = await waitFor(context, input.centre, input.matter, headStartMin);
	const number = await nextNumber(db, input.centre, day);
	const ticket = {
		id: input.id,
		centreId: input.centre,
		day,
		number,
		matter: input.matter,
		procedureCode: input.procedure,
		source: actor.kind === 'device' || actor.kind === 'staff' ? sourceOf[actor.kind] : sourceOf.public,
		priority: input.priority,
		headStartMin,
		arrivedAt: now,
		promisedFrom: wait.range?.from ?? null,
		promisedTo: wait.range?.to ?? null
	};
	await insertTicket(db, ticket);
	await turnPeriod(db, ticket, 'waiting', null, now);
	return {
		answer: { ticket: input.id, number },
		about: input.id,
		person: null,
		centre: input.centre,
		detail: { number, matter: input.matter, headStartMin }
	};
});
