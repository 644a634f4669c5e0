import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as v from 'valibot';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { isHelpedFromFar } from '#capabilities/assistance/from-far.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import type { WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { getBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { telephoneOf } from '#capabilities/residents/people.server.ts';
import { TicketLine, TicketShown } from './answers.ts';
import { COUNTED, ListTickets, OneTicket, openViews } from './inputs.ts';
import { openNow } from './open-now.server.ts';
import { clocksOf } from './rules-clocks.ts';
import { listKeyText, readListKey } from './rules-list.ts';
import { callerBind, phoneBind, wordsBind } from './rules-ticket.ts';
import { ticketKeys } from './seal.server.ts';
import { listUnder } from './sql-merge.server.ts';
import { countAfter, listTickets } from './sql-list.server.ts';
import { countTickets, findTicket, listEvents, type EventRow, type TicketRow } from './sql.server.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const PAGE = 50;

type Seen = {
	row: TicketRow;
	events: readonly EventRow[];
	key: SubjectKey | undefined;
	open: ReadonlyMap<string, readonly string[]>;
};

function lineOf({ row, events, key, open }: Seen, { actor, now }: Context, calendar: WorkCalendar): TicketLine {
	const {
		id,
		number,
		system,
		source,
		urgency,
		state,
		personId: person,
		next,
		nextOn,
		madeAt,
		openedAt,
		version,
		lost
	} = row;
	const said = row.caller && key ? key.text(row.caller, callerBind(id)) : null;
	return {
		...{ id, number, system, source, urgency, state, person, next, nextOn, madeAt, version, lost },
		name: row.businessName ?? row.personName ?? row.staffName ?? said,
		business: row.businessId,
		...{ owner: row.ownerName, mine: row.ownerId !== null && row.ownerId === actor.id },
		...{ outside: row.givenAt !== null, openBy: [...(open.get(id) ?? [])] },
		clocks: clocksOf({ urgency, openedAt, events }, calendar, now)
	};
}

/** The tickets of a centre that are open, by what they wait for, each with its three clocks. Whoever is of the register reads that they were looked at. */
export const tickets = query(
	{
		name: 'support.tickets',
		group: 'loop',
		input: ListTickets,
		answer: v.object({
			rows: v.array(TicketLine),
			/** How many follow; `many`: more than that. */
			more: v.number(),
			many: v.boolean(),
			/** Where the list goes on. */
			next: v.nullable(v.string()),
			/** No more are counted of each than one over `COUNTED`. */
			counts: v.object(v.entriesFromList(openViews, v.number()))
		}),
		look: ({ rows }) => ({
			person: rows.flatMap(({ person }) => person ?? []),
			...{ what: 'list', purpose: 'support', repeats: true }
		})
	},
	async (context, { view, after }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const of = { centre, view, me: actor.id! };
		const [{ rows, last }, counts, calendar] = await Promise.all([
			listTickets(db, { ...of, after: readListKey(after, view === 'over'), rows: PAGE }),
			...([countTickets(db, centre, actor.id!, COUNTED + 1), workCalendarOf(db, centre, now)] as const)
		]);
		const ids = rows.map(({ id }) => id);
		const [follow, events, keys, open] = await Promise.all([
			last && rows.length === PAGE ? countAfter(db, { ...of, after: last, most: COUNTED + 1 }) : 0,
			listEvents(db, ids),
			ticketKeys(context, rows),
			openNow(context, ids)
		]);
		const lines = rows.map((row) => {
			const own = events.filter(({ ticketId }) => ticketId === row.id);
			return lineOf({ row, events: own, key: keys.get(row.id), open }, context, calendar);
		});
		const more = Math.min(follow, COUNTED);
		return { rows: lines, more, many: follow > COUNTED, next: more > 0 && last ? listKeyText(last) : null, counts };
	}
);

/** Whoever asked it for whom it is of: somebody who stands for them, or a caller of a business as they said. */
const askedOn = (
	{ askedBy, askedName, businessId }: TicketRow,
	said: { name: string | null; phone: string | null }
): TicketShown['asked'] => {
	if (askedBy !== null) return { person: askedBy, name: askedName, phone: said.phone };
	return businessId === null ? null : { person: null, ...said };
};

/** The telephone that stands in the register, of whom it is. */
async function keptPhone(context: Context, row: TicketRow): Promise<string | null> {
	if (row.businessId) return (await getBusiness(context, row.businessId)).phone;
	if (!row.personId || !row.personName) return null;
	return telephoneOf(context, row.personId, await findKey(context, row.personId));
}

/** One ticket, with all that was said on it and what may be said next. A caller is unproved: what they say of themselves opens nothing. */
export const showTicket = query(
	{
		name: 'support.show-ticket',
		group: 'loop',
		input: OneTicket,
		answer: TicketShown,
		look: ({ person, asked }) => ({
			person: [person, asked?.person].flatMap((one) => one ?? []),
			...{ what: 'record', purpose: 'support' }
		})
	},
	async (context, { ticket }) => {
		const { db, actor, now } = context;
		const row = await findTicket(db, ticket);
		if (!row || row.centreId !== centreOf(actor)) throw new Refusal('support-unknown');
		const [events, under, calendar, open] = await Promise.all([
			listEvents(db, [ticket]),
			listUnder(db, ticket),
			workCalendarOf(db, row.centreId, now),
			openNow(context, [ticket])
		]);
		const keys = await ticketKeys(context, [row, ...under]);
		const key = keys.get(row.id);
		const into = row.mergedInto === null ? undefined : await findTicket(db, row.mergedInto);
		const said = row.phone && key ? key.text(row.phone, phoneBind(row.id)) : null;
		const kept = await keptPhone(context, row);
		const asked = askedOn(row, {
			name: row.caller && key ? key.text(row.caller, callerBind(row.id)) : null,
			phone: said
		});
		return {
			...lineOf({ row, events, key, open }, context, calendar),
			...{ phone: asked ? kept : (kept ?? said), unproved: row.caller !== null, fault: row.fault, asked },
			arrivedAt: row.arrivedAt,
			...{ device: row.device, machine: row.machine, ofStaff: row.staffName !== null },
			helped: await isHelpedFromFar(db, ticket),
			into: into ? { id: into.id, number: into.number } : null,
			under: under.map(({ id, number, version, caller, phone }) => ({
				...{ id, number, version },
				name: caller ? (keys.get(id)?.text(caller, callerBind(id)) ?? null) : null,
				phone: phone ? (keys.get(id)?.text(phone, phoneBind(id)) ?? null) : null
			})),
			events: events.map(({ id, kind, at, byName, words, until, ofTicket, from }) => ({
				...{ kind, at, until, from, by: byName },
				words: words ? (keys.get(ofTicket)?.text(words, wordsBind(id)) ?? null) : null
			}))
		};
	}
);
