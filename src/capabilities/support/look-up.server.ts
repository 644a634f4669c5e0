import * as v from 'valibot';
import { giveEachBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { nextSteps } from './answers.ts';
import { LookUpTicket } from './inputs-ask.ts';
import { states } from './rules-clocks.ts';
import { digitsOf, phoneBind } from './rules-ticket.ts';
import { ticketKeys } from './seal.server.ts';
import { findByNumber } from './sql-ask.server.ts';

const ofBrowser: Brake = { purpose: 'support-number-browser', free: 5, minutes: 15 };
const ofAddress: Brake = { purpose: 'support-number-address', free: 60, minutes: 15 };

/**
 * How a ticket stands that somebody wrote without an e-ID: by its number and the telephone on it, and no more than stands on a slip. Another number,
 * another telephone and a ticket of somebody of the register are answered alike (`support-no-match`). A right one is no try.
 */
export const lookUpTicket = command(
	{
		name: 'support.look-up',
		group: 'public',
		input: LookUpTicket,
		answer: v.object({
			state: v.nullable(v.picklist(states)),
			next: v.nullable(v.picklist(nextSteps)),
			nextOn: v.nullable(v.string()),
			why: v.nullable(v.picklist(['support-slowed', 'support-no-match']))
		})
	},
	async (context, { centre, number, phone, address, browser }) => {
		const tries: Braked = [[ofAddress, address], ...(browser ? [[ofBrowser, browser] as const] : [])];
		const no = (why: 'support-slowed' | 'support-no-match') => ({
			answer: { state: null, next: null, nextOn: null, why },
			centre: null
		});
		if (await tryEach(context, tries)) return no('support-slowed');
		const row = await findByNumber(context.db, centre, number);
		const key = row && (await ticketKeys(context, [{ id: row.id, ofId: null }])).get(row.id);
		if (!row || !key || digitsOf(key.text(row.phone, phoneBind(row.id))) !== digitsOf(phone))
			return no('support-no-match');
		await giveEachBack(context, tries);
		const { state, next, nextOn } = row;
		return { answer: { state, next, nextOn, why: null }, about: row.id, person: null, centre };
	}
);
