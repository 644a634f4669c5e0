import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { sameAsSubject } from '#capabilities/residents/people.server.ts';
import { speaksOn } from './acting.server.ts';
import { OwnTicket } from './answers.ts';
import { SayOnOwn } from './inputs-ask.ts';
import { stateOf } from './rules-clocks.ts';
import { lossForbids, mayFollow, wordsBind } from './rules-ticket.ts';
import { ticketKey, ticketKeys } from './seal.server.ts';
import { findLoss } from './sql-loss.server.ts';
import { hearTicket, ticketsOf } from './sql-ask.server.ts';
import { listUnder } from './sql-merge.server.ts';
import { findTicket, insertEvent, listEvents, type TicketRow } from './sql.server.ts';

/** Tickets on one page. */
const PAGE = 20;
/** What somebody says of their own ticket. */
const theirs = ['said', 'confirmed', 'back'] as const;

/** Who is signed in on their own page. */
export async function subjectOf({ actor }: Context): Promise<string> {
	if (actor.subject === null) throw new Refusal('no-session');
	return actor.subject;
}

/** What somebody asked the support team, what was said to whom, and what comes next by when. What the team notes among itself is not read here. */
export const myTickets = query(
	{
		name: 'support.my-tickets',
		group: 'own-page',
		input: OnePage,
		answer: pageWith(OwnTicket),
		look: 'shows somebody their own'
	},
	async (context, { page }) => {
		const { db } = context;
		const { rows, ...rest } = await pageIn<TicketRow>(db, ticketsOf(db, await subjectOf(context)), page, PAGE);
		return { rows: await shownOwn(context, rows), ...rest };
	}
);

/** Tickets as whoever asked reads them, with what was said and without what the team notes among itself. */
export async function shownOwn(context: Context, rows: readonly TicketRow[]): Promise<OwnTicket[]> {
	const { db } = context;
	const me = await sameAsSubject(context);
	const ids = rows.map(({ id }) => id);
	const events = await listEvents(db, ids);
	const keys = await ticketKeys(context, [...rows, ...(await listUnder(db, ...ids))]);
	return rows.map((row): OwnTicket => {
		const { id, number, system, state, next, nextOn, version } = row;
		return {
			...{ id, number, system, state, next, nextOn, version },
			byAnother: row.askedBy !== null && !me.includes(row.askedBy),
			says: theirs.filter((kind) => mayFollow(state, kind)),
			events: events
				.filter(({ ticketId }) => ticketId === id)
				.flatMap(({ id: event, kind, at, until, words, ofTicket }) =>
					kind === 'note'
						? []
						: [{ kind, at, until, words: words ? (keys.get(ofTicket)?.text(words, wordsBind(event)) ?? null) : null }]
				)
		};
	});
}

/**
 * A word of theirs on their own ticket, or on one of whom they stand for: more of it, that it works, or that it does not. It lets the clock of the solution run again, and whoever sees to
 * it is told. Refuses another's (`support-unknown`), one that moved since (`support-moved`), what cannot follow (`support-not-so`), and a word
 * without words (`support-words`).
 */
export const sayOnOwn = command(
	{ name: 'support.say-on-own', group: 'own-page', input: SayOnOwn, answer: v.object({ id: v.string() }) },
	async (context, { id, ticket, version, kind, words }) => {
		const { db, now } = context;
		const person = await subjectOf(context);
		const row = await findTicket(db, ticket);
		const as = row && (await speaksOn(context, person, row));
		if (!row || !as) throw new Refusal('support-unknown');
		if (row.version !== version || row.mergedInto !== null) throw new Refusal('support-moved');
		if (!mayFollow(row.state, kind)) throw new Refusal('support-not-so');
		if (words === null && kind === 'said') throw new Refusal('support-words');
		const loss = await findLoss(db, ticket);
		const forbids = loss && lossForbids(loss, kind);
		if (forbids) throw new Refusal(forbids);
		const centre = row.centreId;
		const sealed = words === null ? null : (await ticketKey(context, row)).seal(words, wordsBind(id));
		await insertEvent(db, { ...{ id, ticketId: ticket, centre, kind, words: sealed, until: null }, by: null, at: now });
		const state = stateOf(await listEvents(db, [ticket]));
		if ((await hearTicket(db, ticket, version, state)) === 0) throw new Refusal('support-moved');
		const heard = as === 'own' ? row.ofId : person;
		return {
			...{ answer: { id: ticket }, about: ticket, person: row.ofId, centre },
			detail: { kind, owner: row.givenAt ? null : row.ownerId, outside: row.givenAt !== null, heard }
		};
	}
);
