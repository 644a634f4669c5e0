import { dayOf } from '#kernel/day.ts';
import { arrivedAt, saidAt, type Context } from '#platform/context.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import type { Source } from './answers.ts';
import type { System } from './rules-systems.ts';
import { beginHour } from './begin-hour.server.ts';
import { clocksOf, type Urgency } from './rules-clocks.ts';
import { deviceOf, type Device } from './rules-device.ts';
import { callerBind, phoneBind, wordsBind } from './rules-ticket.ts';
import { newTicketKey } from './seal.server.ts';
import { insertEvent, insertTicket } from './sql.server.ts';

type Begun = {
	id: string;
	centre: number;
	system: System;
	source: Source;
	urgency: Urgency;
	fault: string | null;
	/** Which machine, as far as it is known. */
	device?: Device | null;
	machine?: string | null;
	person: string | null;
	/** Whose own machine it is. */
	staff: string | null;
	/** How a caller is named who is nobody of the register, and where they are called back. */
	caller: string | null;
	phone: string | null;
	words: string;
	/** Whoever writes it down; nobody, where they wrote it themselves. */
	by: string | null;
	/** The business of which it is. */
	business?: string | null;
	/** Who asked it for whom it is of. */
	askedBy?: string | null;
};

/**
 * Writes a ticket with its first words, in the transaction of whoever took it. It has a day at once, that of the first answer, and the whole team
 * sees to it until somebody takes it. Answers its spoken number, and by when somebody answers (null: at a centre that never opens).
 */
export async function beginTicket(context: Context, begun: Begun): Promise<{ number: number; due: Date | null }> {
	const { db, now, request } = context;
	// At a door without a line it was written before it came here: the clocks of whoever is stuck run from then.
	const at = saidAt(context);
	const { id, centre, person, caller, phone, words, by, business = null, askedBy = null, ...rest } = begun;
	const { device = null, machine = null, ...said } = rest;
	const key = await newTicketKey(context, { id, ofId: person });
	const calendar = await workCalendarOf(db, centre, now);
	const { first } = clocksOf({ urgency: said.urgency, openedAt: at, events: [] }, calendar, now);
	const due = 'due' in first ? first.due : null;
	const number = await insertTicket(db, {
		...{ id, centre, ...said, person, business, askedBy, by, at, machine },
		arrived: said.source === 'field' ? arrivedAt(context) : null,
		device: deviceOf(device, said.system, said.staff !== null),
		caller: caller === null ? null : key.seal(caller, callerBind(id)),
		phone: phone === null || (person !== null && askedBy === null) ? null : key.seal(phone, phoneBind(id)),
		...{ owner: null, next: 'answer' as const, nextOn: dayOf(due && due > now ? due : now) }
	});
	await insertEvent(db, {
		...{ id: request, ticketId: id, centre, kind: 'said', until: null, by, at },
		words: key.seal(words, wordsBind(request))
	});
	// Money that is running away has its first hour, whichever way it was told.
	if (said.urgency === 'now') await beginHour(context, id, calendar, at);
	return { number, due };
}
