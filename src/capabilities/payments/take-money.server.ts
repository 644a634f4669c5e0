import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { holdCase } from '#capabilities/cases/read.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { HearBank, Settle, TakeCash } from './inputs.ts';
import { billOf } from './of-case.server.ts';
import { matchTransfer } from './rules-ledger.ts';
import {
	findEntry,
	insertEntry,
	insertPayment,
	listWaitingEntries,
	lockEntry,
	nextReceipt,
	settleEntry
} from './sql.server.ts';
import { wasAccount } from './sql-account.server.ts';
import { EntryRow, EntryState, Match } from './answers.ts';

/** `BL 2026/000123`: numbered by centre and year, without a gap. */
const receiptFor = async ({ db, now }: Context, centre: number): Promise<string> => {
	const year = Number(dayOf(now).slice(0, 4));
	return `BL ${year}/${String(await nextReceipt(db, centre, year)).padStart(6, '0')}`;
};

/** Cash at the desk, in the same ledger; exactly what is owed, because change is given from the drawer. */
export const takeCash = command(
	{ name: 'payments.take-cash', group: 'receive', input: TakeCash, answer: v.object({ receipt: v.string() }) },
	async (context, input) => {
		const [file, bill] = [await holdCase(context, input.case), await billOf(context, input.case)];
		if (bill.balance.left === 0) throw new Refusal('nothing-owed');
		if (input.amount !== bill.balance.left) throw new Refusal('amount-other', { left: bill.balance.left });
		const receipt = await receiptFor(context, file.receivingCentreId);
		await insertPayment(context.db, {
			...input,
			centre: file.receivingCentreId,
			way: 'cash',
			entry: null,
			by: context.actor.id,
			receipt,
			at: context.now
		});
		return {
			answer: { receipt },
			about: file.id,
			person: file.ownerId,
			detail: { amount: input.amount, way: 'cash', receipt }
		};
	}
);

/**
 * What the bank told by signed webhook or statement. Told twice it counts once; what a case owes, or a part of it, is paid;
 * paid twice, more than is owed or an unknown case waits in a list with a person. Nothing is lost or guessed.
 */
export const hearBank = command(
	{
		name: 'payments.hear-bank',
		group: 'house',
		input: HearBank,
		answer: v.union([v.object({ state: EntryState }), v.object({ state: Match })])
	},
	async (context, input) => {
		const known = await findEntry(context.db, input.id);
		if (known) return { answer: { state: known.state }, about: known.caseId, centre: input.centre };
		if (input.case !== null) await holdCase(context, input.case);
		const balance = input.case === null ? null : (await billOf(context, input.case)).balance;
		const ours = input.centre === null ? null : (await getCentre(context.db, input.centre)).bankAccount;
		const state = matchTransfer(input, balance, ours);
		await insertEntry(context.db, { ...input, paidAt: new Date(input.at), heardAt: context.now, state });
		if (state === 'matched' && input.case !== null && input.centre !== null) {
			const receipt = await receiptFor(context, input.centre);
			await insertPayment(context.db, {
				id: crypto.randomUUID(),
				case: input.case,
				centre: input.centre,
				way: 'transfer',
				amount: input.amount,
				entry: input.id,
				by: null,
				receipt,
				at: context.now
			});
		}
		return {
			answer: { state },
			about: input.case,
			centre: input.centre,
			detail: { amount: input.amount, state, entry: input.id }
		};
	}
);

/** What the bank told of and nobody could match with a case. */
export const unmatched = query(
	{
		name: 'payments.unmatched',
		group: 'match-money',
		input: Nothing,
		answer: v.array(EntryRow),
		look: 'holds no name'
	},
	({ db }) => listWaitingEntries(db)
);

/**
 * What no press turns into a payment: money that went out, in another currency, or at an account that never was the centre's. What
 * went to the account before the present one is on an older slip, and counts.
 */
async function isNever(context: Context, entry: NonNullable<Awaited<ReturnType<typeof lockEntry>>>): Promise<boolean> {
	if (entry.state !== 'other-account') return entry.state === 'outgoing' || entry.state === 'other-currency';
	return entry.centreId === null || !(await wasAccount(context.db, entry.centreId, entry.account));
}

/** A person settles what did not match, in words: given back, counted for its case after all, or not ours. */
export const settle = command(
	{
		name: 'payments.settle',
		byPerson: true,
		group: 'match-money',
		input: Settle,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, input) => {
		const entry = await lockEntry(context.db, input.entry);
		if (!entry || entry.state === 'settled' || entry.state === 'matched') throw new Refusal('entry-settled');
		if (input.how === 'counted') {
			if (await isNever(context, entry)) throw new Refusal('entry-not-ours');
			await countEntry(context, entry);
		}
		await settleEntry(context.db, entry.id, `${input.how}: ${input.words}`, context.actor.id, context.now);
		return { answer: { ok: true }, about: entry.caseId, detail: { entry: entry.id, how: input.how } };
	}
);

async function countEntry(
	context: Context,
	entry: { id: string; amount: number; caseId: string | null; centreId: number | null }
): Promise<void> {
	if (entry.caseId === null || entry.centreId === null) throw new Refusal('entry-without-case');
	await holdCase(context, entry.caseId);
	const { left } = (await billOf(context, entry.caseId)).balance;
	// More than is owed is given back, not kept: nobody would look for it again.
	if (entry.amount > left) throw new Refusal('counted-over', { left });
	const receipt = await receiptFor(context, entry.centreId);
	await insertPayment(context.db, {
		id: crypto.randomUUID(),
		case: entry.caseId,
		centre: entry.centreId,
		way: 'transfer',
		amount: entry.amount,
		entry: entry.id,
		by: context.actor.id,
		receipt,
		at: context.now
	});
}
