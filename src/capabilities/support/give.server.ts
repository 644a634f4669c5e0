import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Hand } from './answers-mend.ts';
import { held, move, written } from './held.server.ts';
import { GiveTicket } from './inputs-mend.ts';
import { isNobodys, wordsBind } from './rules-ticket.ts';
import { ticketKey } from './seal.server.ts';
import { insertEvent } from './sql.server.ts';
import { listSupportHands, setGiven } from './sql-mend.server.ts';

/** To whom a ticket can be given: colleagues who see to tickets, and engineers of other organisations. */
export const ticketHands = query(
	{
		name: 'support.hands',
		group: 'loop',
		input: Nothing,
		answer: v.array(Hand),
		look: 'names staff, and no resident'
	},
	async ({ db, actor }) => [...(await listSupportHands(db, centreOf(actor)))]
);

/**
 * Gives a ticket to a colleague or to an engineer, with what they have to know of it. Refuses whoever sees to no tickets here (`support-to`), one
 * that is over (`support-not-so`), and of money that was lost anybody of another organisation (`support-engineer-lost`).
 */
export const giveTicket = command(
	{
		name: 'support.give-ticket',
		byPerson: true,
		group: 'loop',
		input: GiveTicket,
		answer: v.object({ id: v.string(), to: v.string() })
	},
	async (context, { id, to, words, ...seen }) => {
		const { db, actor, now } = context;
		const row = await held(context, seen);
		const hand = (await listSupportHands(db, row.centreId)).find((one) => one.id === to);
		if (!hand) throw new Refusal('support-to');
		if (row.state === 'over') throw new Refusal('support-not-so');
		if (hand.engineer && row.lost) throw new Refusal('support-engineer-lost');
		if (words !== null && isNobodys(row)) throw new Refusal('support-nameless');
		await move(context, row, { owner: to });
		if (hand.engineer) await setGiven(db, row.id, now);
		if (words !== null)
			await insertEvent(db, {
				...{ id, ticketId: row.id, centre: row.centreId, kind: 'note', until: null, by: actor.id, at: now },
				words: (await ticketKey(context, row)).seal(words, wordsBind(id))
			});
		const { engineer } = hand;
		return { ...written(row), answer: { id: row.id, to: hand.name }, detail: { to, engineer, had: row.ownerId } };
	}
);
