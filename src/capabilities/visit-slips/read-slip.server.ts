import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { giveEachBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import { command, may, query } from '#platform/dispatch.server.ts';
import { AskedSlip, SlipTried, Written } from './answers.ts';
import { hashOf } from './code.server.ts';
import { AskBySlip, ByCode, OneSlip, TrySlip } from './inputs.ts';
import { readCode } from './rules-slip.ts';
import { askRow, findSlipBy, findWithWhom, findWritten, listAsked, settleRow } from './sql.server.ts';

const ofBrowser: Brake = { purpose: 'visit-slip-browser', free: 10, minutes: 15 };
const ofStrangers: Brake = { purpose: 'visit-slip-strangers', free: 10, minutes: 15 };
const ofAddress: Brake = { purpose: 'visit-slip-address', free: 30, minutes: 15 };

const no = (why: 'slip-shape' | 'slowed') => ({ answer: { slip: null, why }, centre: null });

/** Which paper a code is on. Wrong ones are counted by browser and address and slowed. It answers and does not throw, so that the count commits. */
export const trySlip = command(
	{ name: 'visit-slips.try-slip', group: 'public', input: TrySlip, answer: SlipTried },
	async (context, { code: typed, address, browser }) => {
		const code = readCode(typed);
		if (code === null) return no('slip-shape');
		const brakes: Braked = [[ofAddress, address], browser ? [ofBrowser, browser] : [ofStrangers, address]];
		if (await tryEach(context, brakes)) return no('slowed');
		const slip = await findSlipBy(context.db, hashOf(context.keys, code));
		if (slip !== null) await giveEachBack(context, brakes);
		const why = slip === null ? ('slip-unknown' as const) : null;
		return { answer: { slip, why }, about: slip, centre: null };
	}
);

/** What was written in the visit of a paper, for whoever was told its id by its code: no name of a resident is in it. */
export const written = query(
	{
		name: 'visit-slips.written',
		group: 'public',
		input: OneSlip,
		answer: Written,
		look: 'names staff, and no resident'
	},
	async ({ db }, { slip }) => {
		const found = await findWritten(db, slip);
		if (!found) throw new Refusal('slip-not-printed');
		return found;
	}
);

/** Whoever holds the paper asks to see or erase what was written; whoever leads there comes or calls, and asks who they are. */
export const askBySlip = command(
	{ name: 'visit-slips.ask-by-slip', group: 'public', input: AskBySlip, answer: v.object({ slip: v.string() }) },
	async ({ db, now }, { slip, what }) => {
		if (!(await askRow(db, slip, what, now))) throw new Refusal('slip-not-printed');
		return { answer: { slip }, about: slip, centre: null, detail: { what } };
	}
);

const looked = (rows: readonly AskedSlip[]) => {
	const person = rows.flatMap(({ people }) => people.map(({ id }) => id));
	return person.length === 0 ? null : { person, what: 'record', purpose: 'data-request' };
};

/** Papers whose holder asks for something and waits, of the hamlets that whoever asks leads. */
export const askedSlips = query(
	{ name: 'visit-slips.asked', group: 'lead-field', input: Nothing, answer: v.array(AskedSlip), look: looked },
	async ({ db, actor }) => [...(await listAsked(db, centreOf(actor)))]
);

/** Somebody calls or stands at the counter with a paper: whose visit it was. Refuses what is no code of a paper here (`slip-unknown`). */
export const slipByCode = query(
	{
		name: 'visit-slips.by-code',
		byPerson: true,
		group: ['lead-field', 'know-people'],
		input: ByCode,
		answer: AskedSlip,
		look: (answer) => looked([answer])
	},
	async ({ db, actor, keys }, { code: typed }) => {
		const code = readCode(typed);
		const slip = code === null ? null : await findSlipBy(db, hashOf(keys, code));
		const found = slip === null ? undefined : await findWithWhom(db, centreOf(actor), slip, may(actor, askedSlips));
		if (!found) throw new Refusal('visit-slip-unknown');
		return found;
	}
);

/** It was done as they asked, with whoever they turned out to be. Refuses what nobody waits for (`slip-settled`). */
export const settleSlip = command(
	{
		name: 'visit-slips.settle-slip',
		byPerson: true,
		group: 'lead-field',
		input: OneSlip,
		answer: v.object({ slip: v.string() })
	},
	async ({ db, actor, now }, { slip }) => {
		const { count } = await settleRow(db, centreOf(actor), slip, actor.id, now);
		if (count === 0) throw new Refusal('slip-settled');
		return { answer: { slip }, about: slip };
	}
);
