import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { beginHour } from './begin-hour.server.ts';
import { OpenTicket } from './inputs.ts';
import { clocksOf } from './rules-clocks.ts';
import { urgencyOf } from './rules-urgency.ts';
import { callerBind, isTelephone, phoneBind, wordsBind } from './rules-ticket.ts';
import { newTicketKey } from './seal.server.ts';
import { insertEvent, insertTicket } from './sql.server.ts';

/**
 * A ticket, written down in thirty seconds: whose, what does not work, how pressing. It has a day at once, that of the first answer, and
 * the whole team sees to it until somebody takes it. Refuses a caller together with somebody of the register (`support-of-two`), one's own
 * machine that is somebody else's (`support-of-two`), nobody at all (`support-of-nobody`) and a telephone that is none (`support-phone`).
 */
export const openTicket = command(
	{
		name: 'support.open-ticket',
		group: 'loop',
		input: OpenTicket,
		answer: v.object({ id: v.string(), number: v.number() })
	},
	async (context, { id, person, caller, phone, words, stuck, due, ...said }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const own = said.source === 'staff';
		if ([person, caller, own || null].filter((one) => one !== null).length > 1) throw new Refusal('support-of-two');
		if (person === null && caller === null && !own) throw new Refusal('support-of-nobody');
		if (phone !== null && !isTelephone(phone)) throw new Refusal('support-phone');
		if (person !== null) await getPersonBrief(context, person);
		const key = await newTicketKey(context, { id, ofId: person });
		const urgency = urgencyOf(stuck, due);
		const ticket = { urgency, openedAt: now, events: [] };
		const calendar = await workCalendarOf(db, centre, now);
		const { first } = clocksOf(ticket, calendar, now);
		const number = await insertTicket(db, {
			...{ id, centre, ...said, urgency, person, staff: own ? actor.id : null },
			caller: caller === null ? null : key.seal(caller, callerBind(id)),
			phone: phone === null || person !== null ? null : key.seal(phone, phoneBind(id)),
			...{ owner: null, next: 'answer' as const, nextOn: dayOf('due' in first ? first.due : now) },
			...{ by: actor.id!, at: now }
		});
		await insertEvent(db, {
			...{ id: context.request, ticketId: id, centre, kind: 'said', until: null, by: actor.id!, at: now },
			words: key.seal(words, wordsBind(context.request))
		});
		// Money that is running away has its first hour, whichever way it was told.
		if (urgency === 'now') await beginHour(context, id, calendar);
		return { answer: { id, number }, about: id, person, centre, detail: { system: said.system, urgency } };
	}
);
