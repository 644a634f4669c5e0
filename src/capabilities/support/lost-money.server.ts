import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { beginHour } from './begin-hour.server.ts';
import { heldLoss, move, written } from './held.server.ts';
import { BeginLoss, NameLoss, StepLoss, TellLoss } from './inputs-loss.ts';
import { callerBind, isTelephone, phoneBind } from './rules-ticket.ts';
import { newTicketKey } from './seal.server.ts';
import { insertLossEvent, nameTicket, tellLossRow } from './sql-loss.server.ts';
import { insertEvent, insertTicket, listEvents } from './sql.server.ts';

const Answer = v.object({ id: v.string() });

/**
 * Somebody has just lost money: one key, and nothing is asked. Whoever pressed it sees to it, the fifteen minutes run, both calls are planned,
 * and who it is may be said later.
 */
export const beginLostMoney = command(
	{
		name: 'support.begin-lost-money',
		byPerson: true,
		group: 'loop',
		input: BeginLoss,
		answer: v.object({ id: v.string(), number: v.number() })
	},
	async (context, { id }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const number = await insertTicket(db, {
			...{ id, centre, system: 'message', source: 'phone', urgency: 'now', fault: null },
			...{ person: null, staff: null, caller: null, phone: null },
			...{ owner: actor.id, next: 'call', nextOn: dayOf(now), by: actor.id!, at: now }
		});
		// The card speaks at once: that is the first answer.
		await insertEvent(db, {
			...{ id: context.request, ticketId: id, centre, kind: 'answered', words: null, until: null },
			...{ by: actor.id!, at: now }
		});
		await beginHour(context, id, await workCalendarOf(db, centre, now), now);
		return { answer: { id, number }, about: id, person: null, centre };
	}
);

/** A step of the first hour that they have done, in whatever order, or one that was none after all. */
export const stepLostMoney = command(
	{ name: 'support.step-lost-money', byPerson: true, group: 'loop', input: StepLoss, answer: Answer },
	async (context, { id, step, done, ...seen }) => {
		const { row } = await heldLoss(context, seen);
		await insertLossEvent(context.db, {
			...{ id, ticketId: row.id, centre: row.centreId, kind: done ? 'step' : 'step-back', step, outcome: null },
			...{ by: context.actor.id!, at: context.now }
		});
		await move(context, row, {});
		return written(row, { step, done });
	}
);

/**
 * Whose it is: somebody of the register, or how whoever called is named. It may be said otherwise until words of theirs were written down
 * (`support-named`). Refuses two at once (`support-of-two`), nobody (`support-of-nobody`) and a telephone that is none (`support-phone`).
 */
export const nameLostMoney = command(
	{ name: 'support.name-lost-money', byPerson: true, group: 'loop', input: NameLoss, answer: Answer },
	async (context, { person, caller, phone, ...seen }) => {
		const { row } = await heldLoss(context, seen);
		if (person !== null && caller !== null) throw new Refusal('support-of-two');
		if (person === null && caller === null) throw new Refusal('support-of-nobody');
		if (phone !== null && !isTelephone(phone)) throw new Refusal('support-phone');
		if ((await listEvents(context.db, [row.id])).some(({ words }) => words !== null))
			throw new Refusal('support-named');
		if (person !== null) await getPersonBrief(context, person);
		const key = await newTicketKey(context, { id: row.id, ofId: person });
		await nameTicket(context.db, row, {
			person,
			caller: caller === null ? null : key.seal(caller, callerBind(row.id)),
			phone: phone === null || person !== null ? null : key.seal(phone, phoneBind(row.id))
		});
		await move(context, row, {});
		return { ...written(row), person: person ?? row.personId };
	}
);

/** How it went and who sits beside them, each as far as it is known: by two answers of a list, and no words. */
export const tellLostMoney = command(
	{ name: 'support.tell-lost-money', byPerson: true, group: 'loop', input: TellLoss, answer: Answer },
	async (context, { way, beside, ...seen }) => {
		const { row } = await heldLoss(context, seen);
		await tellLossRow(context.db, row.id, { way, beside });
		await move(context, row, {});
		return written(row);
	}
);
