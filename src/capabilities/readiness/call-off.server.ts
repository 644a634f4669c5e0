import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { followNeed, openNeedOf } from '#capabilities/assistance/move-need.server.ts';
import { addNeed } from '#capabilities/assistance/record-need.server.ts';
import { CalledOffShown } from './answers.ts';
import { OneCallOff, WithdrawSlots } from './inputs.ts';
import { nextWorkday } from '#capabilities/places/rules-calendar.ts';
import { isPast } from './rules-days.ts';
import { holdDays } from './sql.server.ts';
import {
	bookAgain,
	callOffBooking,
	findCallOff,
	findOpenedSince,
	insertCallOff,
	listBookedAt,
	listCalledOff,
	lockCallOff,
	lockSlots,
	markUndone,
	standAgain,
	withdrawSlots,
	type CalledOff
} from './sql-call-off.server.ts';

/** For so long it can be taken back: nobody has been called by then. */
export const UNDO_MS = 60_000;

/** Somebody calls by the next working day. */
const callBy = (at: Date) => ({ plan: 'by-phone', promisedOn: nextWorkday(dayOf(at)) }) as const;

/** Whose time it was, and when: for whoever tells them. */
const toldOf = (booked: Awaited<ReturnType<typeof listBookedAt>>, slots: Awaited<ReturnType<typeof lockSlots>>) =>
	booked.map(({ id, personId, slotId }) => {
		const slot = slots.find((one) => one.id === slotId)!;
		return { booking: id, person: personId, day: slot.day, hour: slot.starts };
	});
const toldAgain = ({ id, personId }: CalledOff) => ({ booking: id, person: personId });

/** Their need is to call them; whoever has none open gets one, so that nobody's time is gone without a word. */
async function isToBeCalled(context: Context, booking: { id: string; personId: string; companionId: string | null }) {
	const { personId: person, companionId } = booking;
	const open = await followNeed(context, person, 'e-id', { ...callBy(context.now), owner: null });
	if (open !== null) return { need: open, owner: (await openNeedOf(context, person, 'e-id'))?.ownerId ?? null };
	const id = requestFor(context.request, 0, booking.id);
	const more = {
		centre: centreOf(context.actor),
		person,
		kind: 'e-id',
		urgency: 'this-week',
		source: 'counter'
	} as const;
	await addNeed(context, { id, ...more, ...callBy(context.now), owner: companionId });
	return { need: id, owner: companionId };
}

/**
 * The police call times off. Whoever had booked one is called by the next working day: their need says so, and is late after it.
 * The hours are free to be opened again. Refuses a time that is over (`call-off-past`), and one that somebody booked whom `seen`
 * does not name (`call-off-moved`): who is called off is read before.
 */
export const callOff = command(
	{
		name: 'readiness.call-off',
		group: 'write-days',
		input: WithdrawSlots,
		answer: v.object({ id: v.string(), calledOff: v.number(), people: v.number() })
	},
	async (context, { id, slots: ids, seen }) => {
		const { db, actor, now } = context;
		const found = await lockSlots(db, ids);
		if (found.length !== new Set(ids).size) throw new Refusal('slot-unknown');
		const over = found.find(({ day, ends }) => isPast(day, ends, now));
		if (over) throw new Refusal('call-off-past', { starts: over.starts });
		const standing = found.filter(({ withdrawnAt }) => withdrawnAt === null).map((slot) => slot.id);
		if (standing.length === 0) throw new Refusal('call-off-before');
		const booked = await listBookedAt(db, ids);
		if (seen !== null && booked.some((one) => !seen.includes(one.id))) throw new Refusal('call-off-moved');
		await insertCallOff(db, { id, centre: centreOf(actor), by: actor.id, at: now });
		const needs: string[] = [];
		for (const booking of booked) {
			const { need, owner } = await isToBeCalled(context, booking);
			await callOffBooking(db, booking.id, { by: id, owner, on: dayOf(now) });
			needs.push(need);
		}
		await withdrawSlots(db, standing, id, now);
		return {
			answer: { id, calledOff: standing.length, people: booked.length },
			about: id,
			person: null,
			detail: { slots: standing, bookings: booked.map((one) => one.id), needs, told: toldOf(booked, found) }
		};
	}
);

/** What one act called off, until when it can be taken back, and whether it was. */
export const calledOff = query(
	{
		name: 'readiness.called-off',
		group: 'write-days',
		input: OneCallOff,
		answer: v.nullable(CalledOffShown),
		look: 'holds no name'
	},
	async ({ db }, { callOff: id }) => {
		const found = await findCallOff(db, id);
		if (!found) return null;
		const { madeAt, ...rest } = found;
		return { ...rest, until: new Date(madeAt.getTime() + UNDO_MS) };
	}
);

/** Whether somebody has begun to call them: their need stands otherwise than calling off left it. */
async function inHand(context: Context, at: Date, one: CalledOff): Promise<boolean> {
	const need = await openNeedOf(context, one.personId, 'e-id');
	const { plan, promisedOn } = callBy(at);
	return one.gone || need?.plan !== plan || need.promisedOn !== promisedOn || need.ownerId !== one.ownerId;
}

/**
 * Takes it back, for a minute (`call-off-late`): the times stand again, whoever had booked comes after all, and nobody is called. Whole or
 * not at all: refused once somebody has another time (`undo-rebooked`), is being called (`undo-called`), or the hours were opened
 * anew (`undo-opened`); and a second time (`call-off-undone`).
 */
export const undoCallOff = command(
	{
		name: 'readiness.undo-call-off',
		group: 'write-days',
		input: OneCallOff,
		answer: v.object({ times: v.number(), people: v.number() })
	},
	async (context, { callOff: id }) => {
		const { db, now } = context;
		const found = await lockCallOff(db, id);
		if (!found) throw new Refusal('call-off-unknown');
		if (found.undoneAt !== null) throw new Refusal('call-off-undone');
		if (now.getTime() - found.madeAt.getTime() > UNDO_MS) throw new Refusal('call-off-late');
		await holdDays(db, found.centreId);
		const opened = await findOpenedSince(db, id);
		if (opened) throw new Refusal('undo-opened', opened);
		const people = await listCalledOff(db, id);
		const rebooked = people.filter((one) => one.rebooked).length;
		if (rebooked > 0) throw new Refusal('undo-rebooked', { count: rebooked });
		let called = 0;
		for (const one of people) if (await inHand(context, found.madeAt, one)) called++;
		if (called > 0) throw new Refusal('undo-called', { count: called });
		await markUndone(db, id, now);
		const slots = await standAgain(db, id);
		await bookAgain(db, id);
		const needs: string[] = [];
		for (const { personId, day } of people) {
			const need = await followNeed(context, personId, 'e-id', { plan: 'police', promisedOn: day, owner: null });
			if (need !== null) needs.push(need);
		}
		return {
			answer: { times: slots.length, people: people.length },
			about: id,
			person: null,
			detail: { slots, bookings: people.map((one) => one.id), needs, told: people.map(toldAgain) }
		};
	}
);
