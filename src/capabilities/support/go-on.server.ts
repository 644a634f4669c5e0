import * as v from 'valibot';
import { addDays, dayOf, DAYS_AHEAD, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { held, move, written } from './held.server.ts';
import { PlanTicket, SayOnTicket, TakeTicket } from './inputs.ts';
import { stateOf } from './rules-clocks.ts';
import { isNobodys, lossForbids, mayFollow, wordsBind } from './rules-ticket.ts';
import { ticketKey } from './seal.server.ts';
import { findLoss } from './sql-loss.server.ts';
import { insertEvent, listEvents } from './sql.server.ts';

const Answer = v.object({ id: v.string() });

/** *Nhận*: whoever takes it sees to it, also from somebody else who had it. Two who take it at once: the second reads who has it. */
export const takeTicket = command(
	{ name: 'support.take-ticket', byPerson: true, group: 'loop', input: TakeTicket, answer: Answer },
	async (context, input) => {
		const row = await held(context, input);
		await move(context, row, { owner: context.actor.id });
		return written(row, { had: row.ownerId });
	}
);

/** What comes next and on which day. No ticket is without either: refuses a day that is over (`support-day-over`) or beyond a year (`promise-far`). */
export const planTicket = command(
	{ name: 'support.plan-ticket', byPerson: true, group: 'loop', input: PlanTicket, answer: Answer },
	async (context, { next, nextOn, ...seen }) => {
		const row = await held(context, seen);
		if (nextOn < dayOf(context.now)) throw new Refusal('support-day-over');
		if (nextOn > addDays(dayOf(context.now), DAYS_AHEAD)) throw new Refusal('promise-far');
		await move(context, row, { next, nextOn });
		return written(row, { next, nextOn });
	}
);

/** The instant of a promise, as somebody typed it. */
export const untilOf = (typed: string | null): Date | null => {
	if (typed === null) return null;
	const [day = '', time] = typed.split('T');
	return instantOf(day, time);
};

/**
 * What was said on a ticket: by them through whichever door, by us to them, or among ourselves. A word of theirs lets its clock run again; it
 * is solved by us and over by their word alone. Refuses what cannot follow as it stands (`support-not-so`), an answer without words
 * (`support-words`), a promise that is over (`support-until-over`), words before it is said whose they are (`support-nameless`), and of money that
 * was lost an end before the police have it (`support-police-first`) or both calls were made (`support-calls-open`).
 */
export const sayOnTicket = command(
	{ name: 'support.say-on-ticket', byPerson: true, group: 'loop', input: SayOnTicket, answer: Answer },
	async (context, { id, kind, words, until: typed, ...seen }) => {
		const { db, actor, now } = context;
		const row = await held(context, seen);
		if (!mayFollow(row.state, kind)) throw new Refusal('support-not-so');
		if (words === null && kind !== 'confirmed') throw new Refusal('support-words');
		const loss = await findLoss(db, row.id);
		const forbids = loss && lossForbids(loss, kind);
		if (forbids) throw new Refusal(forbids);
		if (words !== null && isNobodys(row)) throw new Refusal('support-nameless');
		const until = kind === 'answered' || kind === 'waits' ? untilOf(typed) : null;
		if (until !== null && !(until > now)) throw new Refusal('support-until-over');
		if (until !== null && dayOf(until) > addDays(dayOf(now), DAYS_AHEAD)) throw new Refusal('promise-far');
		const key = await ticketKey(context, row);
		await insertEvent(db, {
			...{ id, ticketId: row.id, centre: row.centreId, kind, until, by: actor.id!, at: now },
			words: words === null ? null : key.seal(words, wordsBind(id))
		});
		const state = stateOf(await listEvents(db, [row.id]));
		await move(context, row, {
			...{ state, owner: row.ownerId ?? actor.id },
			...(until === null ? {} : { nextOn: dayOf(until) })
		});
		return written(row, { kind });
	}
);
