import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { LeaveSlip } from './inputs.ts';
import { leaveSlipRow } from './sql.server.ts';

/**
 * The paper that one's own visit left on the table. Refuses a number that no paper here has (`slip-not-printed`), and one that lies at
 * another door (`slip-used`); one that was left by mistake, in a visit that was taken back, is left anew.
 */
export const leaveSlip = command(
	{
		name: 'visit-slips.leave-slip',
		byPerson: true,
		group: 'at-door',
		input: LeaveSlip,
		answer: v.object({ number: v.number() })
	},
	async (context, { number, visit, needs }) => {
		const left = { centre: centreOf(context.actor), number, visit, needs, at: saidAt(context) };
		const said = await leaveSlipRow(context.db, left);
		if (said !== 'left') throw new Refusal(said === 'used' ? 'slip-used' : 'slip-not-printed');
		return { answer: { number }, about: visit, detail: { number } };
	}
);
