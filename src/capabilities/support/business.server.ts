import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { tryEach } from '#platform/attempts.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { representativesOf } from '#capabilities/mandates/represent.server.ts';
import { getBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { homeOfPerson } from '#capabilities/residents/people.server.ts';
import { standsFor } from './acting.server.ts';
import { TicketsOfStoodFor } from './answers-business.ts';
import { Asked, askedOf, ofPerson, said } from './ask.server.ts';
import { beginTicket } from './begin-ticket.server.ts';
import { AskFor, OpenForBusiness, TicketsFor } from './inputs-business.ts';
import { shownOwn, subjectOf } from './own.server.ts';
import { urgencyOf } from './rules-urgency.ts';
import { ticketsFor } from './sql-business.server.ts';
import type { TicketRow } from './sql.server.ts';

/** Tickets on one page. */
const PAGE = 20;

/**
 * A ticket of a business, written down by the house. It is asked by one of those who stand for it, or by whoever calls and says a name, who is unproved
 * and hears no more than stands on a slip. Refuses both at once (`support-of-two`), neither (`support-caller-missing`), and whoever does not stand
 * for it in this (`support-not-standing`).
 */
export const openForBusiness = command(
	{
		name: 'support.open-for-business',
		group: 'loop',
		input: OpenForBusiness,
		answer: v.object({ id: v.string(), number: v.number() })
	},
	async (context, { id, business, asked, caller, phone, words, stuck, due, ...heard }) => {
		if (asked !== null && caller !== null) throw new Refusal('support-of-two');
		if (asked === null && caller === null) throw new Refusal('support-caller-missing');
		const { centre } = await getBusiness(context, business);
		const may = await representativesOf(context, business);
		if (asked !== null && !may.some((one) => one.agent === asked && one.acts.includes('ask')))
			throw new Refusal('support-not-standing');
		const urgency = urgencyOf(stuck, due);
		const { number } = await beginTicket(context, {
			...{ id, centre, ...heard, urgency, person: null, staff: null, caller, phone, words, by: context.actor.id },
			...{ business, askedBy: asked }
		});
		return {
			answer: { id, number },
			...{ about: id, person: asked, centre, detail: { system: heard.system, urgency, business } }
		};
	}
);

/**
 * Somebody asks the support team for a business or a person for whom they stand, and says where they are called back, be it abroad. Refuses whoever does
 * not stand for them in this (`support-not-standing`). Slowed as what they ask for themselves.
 */
export const askFor = command(
	{
		name: 'support.ask-for',
		byPerson: true,
		group: 'own-page',
		input: AskFor,
		answer: v.object({ ...v.partial(Asked).entries, why: v.nullable(v.literal('support-slowed')) })
	},
	async (context, { whom, ...asked }) => {
		const person = await subjectOf(context);
		if (await tryEach(context, [[ofPerson, person]]))
			return { answer: { why: 'support-slowed' as const }, centre: null };
		const { kind, id } = await standsFor(context, whom, 'ask');
		const of = kind === 'business' ? { business: id, person: null } : { business: null, person: id };
		const at =
			kind === 'business' ? (await getBusiness(context, id)).centre : (await homeOfPerson(context, id))?.centre;
		if (at === undefined) throw new Refusal('support-no-centre');
		const begun = await beginTicket(context, {
			...{ ...asked, ...of, centre: at, source: 'web', urgency: askedOf, staff: null, caller: null },
			...{ by: null, askedBy: person }
		});
		return {
			answer: { ...said(begun), why: null },
			...{ about: asked.id, person: of.person ?? person, centre: at },
			detail: { system: asked.system, urgency: askedOf, business: of.business, asked: person }
		};
	}
);

/** What was asked for a business, or what whoever asks has asked for a person, as long as they stand for them. Refuses whoever does not (`support-not-standing`). */
export const ticketsOfStoodFor = query(
	{
		name: 'support.tickets-of-stood-for',
		group: 'own-page',
		input: TicketsFor,
		answer: TicketsOfStoodFor,
		look: 'the page of whoever stands for them, by a paper or a mandate, with what was asked for them'
	},
	async (context, { whom, page }) => {
		const { db } = context;
		const of = await standsFor(context, whom, 'follow');
		const { rows, ...rest } = await pageIn<TicketRow>(db, ticketsFor(db, of, await subjectOf(context)), page, PAGE);
		const shown = await shownOwn(context, rows);
		const mayAsk = of.acts.includes('ask');
		return { of, tickets: { ...rest, rows: shown.map((one) => (mayAsk ? one : { ...one, says: [] })) } };
	}
);
