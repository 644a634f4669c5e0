import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { heldLoss, move, written } from './held.server.ts';
import { HandOverLoss } from './inputs-loss.ts';
import { stateOf } from './rules-clocks.ts';
import { handOverAt } from './rules-lost-money.ts';
import { findHotlines } from './sql-hotlines.server.ts';
import { handLoss, listPolice } from './sql-loss.server.ts';
import { insertEvent, listEvents } from './sql.server.ts';

/**
 * The police have it: somebody of theirs at this centre, or by telephone whoever is on duty. The fifteen minutes end with it, and it stays that they
 * were too long. Refuses what was handed over before (`support-handed`), somebody who is none of theirs (`support-not-police`) and a line
 * that nobody has set (`support-no-line`).
 */
export const handOverLostMoney = command(
	{
		name: 'support.hand-over-lost-money',
		byPerson: true,
		group: 'loop',
		input: HandOverLoss,
		answer: v.object({ id: v.string(), late: v.boolean() })
	},
	async (context, { id, to, ...seen }) => {
		const { db, actor, now } = context;
		const { row, loss } = await heldLoss(context, seen);
		if (loss.handedAt !== null) throw new Refusal('support-handed');
		if (to !== null && !(await listPolice(db, row.centreId)).some((one) => one.id === to))
			throw new Refusal('support-not-police');
		if (to === null && (await findHotlines(db, row.centreId)).police === null) throw new Refusal('support-no-line');
		await handLoss(db, row.id, { to, by: actor.id!, at: now });
		await insertEvent(db, {
			...{ id, ticketId: row.id, centre: row.centreId, kind: 'handed', words: null, until: null },
			...{ by: actor.id!, at: now }
		});
		const state = stateOf(await listEvents(db, [row.id]));
		await move(context, row, {
			state,
			next: 'call',
			nextOn: dayOf(loss.dayCalledAt ? loss.weekCallAt : loss.dayCallAt)
		});
		const stands = handOverAt(loss.begunAt, now, now);
		const late = stands.state === 'handed' && stands.late;
		return {
			...written(row, { late, minutes: 'minutes' in stands ? stands.minutes : 0 }),
			answer: { id: row.id, late }
		};
	}
);
