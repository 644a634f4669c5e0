import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { followNeed } from '#capabilities/assistance/move-need.server.ts';
import { OneBooking, RecordOutcome } from './inputs.ts';
import { afterVisit, outcomesFor } from './rules-visit.ts';
import { lockBooking, settleBooking } from './sql-bookings.server.ts';

async function getBooking({ db }: Context, id: string) {
	const booking = await lockBooking(db, id);
	if (!booking) throw new Refusal('booking-unknown');
	return booking;
}

const close =
	(state: 'cancelled' | 'no-show') =>
	async (context: Context, { booking: id }: { booking: string }) => {
		const booking = await getBooking(context, id);
		if (booking.state !== 'booked') throw new Refusal('booking-settled');
		if (state === 'cancelled' && booking.day < dayOf(context.now)) throw new Refusal('booking-over');
		if (state === 'no-show' && booking.day > dayOf(context.now)) throw new Refusal('booking-early');
		await settleBooking(context.db, id, { state, outcome: null, reason: null, on: dayOf(context.now) });
		// The need stays open, without the day that is over.
		const need = await followNeed(context, booking.personId, 'e-id', { plan: 'police', promisedOn: null, owner: null });
		return { answer: { id }, about: id, person: booking.personId, detail: { state, need } };
	};

/** They cannot come: the place is free again. A day that is over is not cancelled: they came, or they did not (`booking-over`). */
export const cancelBooking = command(
	{ name: 'readiness.cancel-booking', group: 'ready', input: OneBooking, answer: v.object({ id: v.string() }) },
	close('cancelled')
);

/** They did not come. Their need stays open, so that somebody asks why. */
export const markNoShow = command(
	{ name: 'readiness.mark-no-show', group: 'settle-days', input: OneBooking, answer: v.object({ id: v.string() }) },
	close('no-show')
);

/**
 * What the police did, as they tell it or the paper shows. Refuses what this visit was not for, a day that has not come,
 * and no without a reason. Level 2 that was granted is met once they have activated it: that may be recorded later.
 */
export const recordOutcome = command(
	{
		name: 'readiness.record-outcome',
		group: 'settle-days',
		input: RecordOutcome,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { booking: id, outcome } = input;
		const booking = await getBooking(context, id);
		const activates = booking.outcome === 'level-2' && outcome === 'activated';
		if (booking.state !== 'booked' && !activates) throw new Refusal('booking-settled');
		if (booking.day > dayOf(context.now)) throw new Refusal('booking-early');
		if (!outcomesFor[booking.purpose].includes(outcome)) throw new Refusal('outcome-other');
		if (outcome === 'not' && input.reason === null) throw new Refusal('reason-missing');
		const reason = outcome === 'not' ? input.reason : null;
		await settleBooking(context.db, id, { state: 'came', outcome, reason, on: dayOf(context.now) });
		const after = afterVisit(outcome, reason);
		const to = after === 'met' ? { outcome: 'met' as const } : { plan: after, promisedOn: null, owner: null };
		const need = await followNeed(context, booking.personId, 'e-id', to);
		return { answer: { id }, about: id, person: booking.personId, detail: { outcome, reason, need } };
	}
);
