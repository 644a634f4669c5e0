import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { getDesk, getTicket, settle } from './call.server.ts';
import { AskHelp, ConfirmPriority, MakeDesk, Park, Ticket, Transfer } from './inputs.ts';
import { homeOf } from '#kernel/actor.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import * as v from 'valibot';
import { keepMove } from './undo.server.ts';
import { answerHelpCall, insertDesk, insertHelpCall, listDeskCalls } from './sql-desks.server.ts';
import { holdCalls } from './hold-calls.server.ts';
import { sendTicketToDesk, turnPeriod, updatePriority } from './sql.server.ts';

/** Nobody came. */
export const markMissed = command(
	{ name: 'counter.mark-missed', group: 'hall', input: Ticket, answer: v.object({ ok: v.literal(true) }) },
	async (context, { ticket: id, seen }) => {
		const ticket = await getTicket(context, { ticket: id, seen }, ['called']);
		await settle(context, ticket, 'missed');
		await keepMove(context, 'missed', [ticket]);
		return { answer: { ok: true }, about: id, person: null };
	}
);

/** Gone for a paper: the turn is kept. */
export const park = command(
	{ name: 'counter.park', group: 'hall', input: Park, answer: v.object({ ok: v.literal(true) }) },
	async (context, { ticket: id, seen, note }) => {
		const ticket = await getTicket(context, { ticket: id, seen }, ['called', 'serving']);
		await settle(context, ticket, 'parked', note || null);
		await keepMove(context, 'park', [ticket]);
		return { answer: { ok: true }, about: id, person: null };
	}
);

/** Sends somebody to another desk with the turn they have; it holds the line, so that no desk calls them at this moment. */
export const transfer = command(
	{ name: 'counter.transfer', group: 'hall', input: Transfer, answer: v.object({ ok: v.literal(true) }) },
	async (context, { ticket: id, seen, desk: deskId }) => {
		const desk = await getDesk(context, deskId);
		await holdCalls(context.db, desk.centreId, dayOf(context.now));
		const ticket = await getTicket(context, { ticket: id, seen }, ['called', 'serving', 'waiting', 'parked']);
		await sendTicketToDesk(context.db, id, desk.id);
		await turnPeriod(context.db, ticket, 'waiting', null, context.now);
		await keepMove(context, 'transfer', [ticket]);
		return { answer: { ok: true }, about: id, person: null, detail: { desk: desk.id } };
	}
);

/** Done with whoever has this ticket. */
export const finish = command(
	{ name: 'counter.finish', group: 'hall', input: Ticket, answer: v.object({ ok: v.literal(true) }) },
	async (context, { ticket: id, seen }) => {
		const states = ['called', 'serving', 'parked', 'missed', 'waiting'] as const;
		const ticket = await getTicket(context, { ticket: id, seen }, states);
		await settle(context, ticket, 'done');
		await keepMove(context, 'finish', [ticket]);
		return { answer: { ok: true }, about: id, person: null };
	}
);

/** The person with this ticket went home, and said so on the follow page. */
export const leave = command(
	{ name: 'counter.leave', group: 'public', input: Ticket, answer: v.object({ ok: v.literal(true) }) },
	async (context, { ticket: id, seen }) => {
		await settle(context, await getTicket(context, { ticket: id, seen }, ['waiting', 'missed', 'parked']), 'left');
		return { answer: { ok: true }, about: id, person: null };
	}
);

/** A person confirms, changes or takes back what was claimed by picture. */
export const confirmPriority = command(
	{
		name: 'counter.confirm-priority',
		group: 'hall',
		input: ConfirmPriority,
		answer: v.object({ headStartMin: v.number() })
	},
	async (context, { ticket: id, seen, priority }) => {
		const ticket = await getTicket(context, { ticket: id, seen }, ['waiting', 'parked', 'missed', 'called', 'serving']);
		// A page offers this while nobody has said so: of two, the second is told.
		if (seen !== undefined && ticket.priorityConfirmed) throw new Refusal('priority-said', { number: ticket.number });
		const centre = await getCentre(context.db, ticket.centreId);
		const headStartMin = priority === 'none' ? 0 : centre.headStartMin;
		await updatePriority(context.db, id, priority, headStartMin);
		await keepMove(context, 'priority', [ticket]);
		return { answer: { headStartMin }, about: id, person: null, detail: { headStartMin } };
	}
);

/** "Gọi người giúp": somebody at a kiosk, a screen or a covered desk wants a person. */
export const askHelp = command(
	{
		name: 'counter.ask-help',
		group: ['second-screen', 'kiosk', 'behind-lock', 'sit-beside'],
		input: AskHelp,
		answer: v.object({ id: v.string() })
	},
	async ({ db, actor, now }, input) => {
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('centre-unknown');
		await insertHelpCall(db, { ...input, centre, desk: actor.desk, at: now });
		return { answer: { id: input.id }, about: input.id, person: null };
	}
);

/** Calls from the second screen of the desk at which whoever asks sits, that nobody has answered within the hour. */
export const deskCalls = query(
	{
		name: 'counter.desk-calls',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(v.object({ id: v.string(), at: v.date() })),
		look: 'names nobody'
	},
	async ({ db, actor, now }) =>
		actor.desk === null ? [] : [...(await listDeskCalls(db, actor.desk, new Date(now.getTime() - 3_600_000)))]
);

/** Somebody goes to whoever called for help. */
export const answerHelp = command(
	{
		name: 'counter.answer-help',
		group: 'hall',
		input: v.object({ call: id }),
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }, { call }) => {
		await answerHelpCall(db, call, actor.id, now);
		return { answer: { ok: true }, about: call, person: null };
	}
);

export const makeDesk = command(
	{ name: 'counter.make-desk', group: 'house', input: MakeDesk, answer: v.object({ id: v.string() }) },
	async ({ db }, input) => {
		await insertDesk(db, input);
		return { answer: { id: input.id }, about: input.id, centre: input.centre, person: null };
	}
);
