import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import { heldLoss, move, written } from './held.server.ts';
import { CallLoss } from './inputs-loss.ts';
import { callAgain } from './rules-lost-money.ts';
import { insertLossEvent, moveCall } from './sql-loss.server.ts';

/**
 * What came of a call of the next day or of the week after. Who was not reached, has not locked it yet or is promised their money back is called
 * again on the next day of work. Refuses a call that was made (`support-called`) and one whose day has not come (`support-call-early`).
 */
export const callLostMoney = command(
	{
		name: 'support.call-lost-money',
		byPerson: true,
		group: 'loop',
		input: CallLoss,
		answer: v.object({ id: v.string(), again: v.nullable(v.string()) })
	},
	async (context, { id, call, outcome, ...seen }) => {
		const { db, actor, now } = context;
		const { row, loss } = await heldLoss(context, seen);
		const { at, made } =
			call === 'day'
				? { at: loss.dayCallAt, made: loss.dayCalledAt }
				: { at: loss.weekCallAt, made: loss.weekCalledAt };
		if (made !== null || row.state === 'over') throw new Refusal('support-called');
		if (dayOf(at) > dayOf(now)) throw new Refusal('support-call-early');
		await insertLossEvent(db, {
			...{ id, ticketId: row.id, centre: row.centreId, kind: call, step: null, outcome, by: actor.id!, at: now }
		});
		const again = outcome === 'well' ? null : callAgain(await workCalendarOf(db, row.centreId, now), now);
		await moveCall(db, row.id, call, again ? { at: again, made: null } : { at, made: now });
		const other =
			call === 'day'
				? { at: loss.weekCallAt, made: loss.weekCalledAt }
				: { at: loss.dayCallAt, made: loss.dayCalledAt };
		const days = [again, other.made ? null : other.at].flatMap((one) => (one ? [dayOf(one)] : []));
		await move(context, row, { next: 'call', nextOn: days.toSorted()[0] ?? dayOf(now) });
		return { ...written(row, { call, outcome }), answer: { id: row.id, again: again && dayOf(again) } };
	}
);
