import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { holdCase } from '#capabilities/cases/read.server.ts';
import { EnterFee, SetFee } from './inputs.ts';
import { isFeeOpen } from './rules-ledger.ts';
import { feeOfFile, writeFee } from './fee-of-file.server.ts';
import { insertFeeLine, listFeeLines, listPayments, voidFeeLines } from './sql.server.ts';

/**
 * Sets the fee lines of a confirmed case by the catalogue: channel, unit and day; where it does not know, by what the commune found.
 * Where neither does, none is set and the case waits for an officer's amount; one that they have entered meanwhile stays. Nothing
 * changes once money came.
 */
export const setFee = command(
	{
		name: 'payments.set-fee',
		group: 'house',
		input: SetFee,
		answer: v.union([v.object({ total: v.null() }), v.object({ total: v.number() })])
	},
	async (context, input) => {
		const file = await holdCase(context, input.case);
		if ((await listPayments(context.db, file.id)).length > 0)
			return { answer: { total: null }, about: file.id, person: file.ownerId };
		const fee = await feeOfFile(context, file);
		await voidFeeLines(context.db, file.id, fee.known ? 'all' : 'catalogue', context.now);
		if (!fee.known)
			return {
				answer: { total: null },
				about: file.id,
				person: file.ownerId,
				centre: file.receivingCentreId,
				detail: { unknown: fee.reason }
			};
		await writeFee(context, file, fee.lines);
		return {
			answer: { total: fee.total },
			about: file.id,
			person: file.ownerId,
			centre: file.receivingCentreId,
			detail: { total: fee.total }
		};
	}
);

/** An amount the catalogue does not know, entered with the text it rests on. Refused where the fee is known or money came. */
export const enterFee = command(
	{
		name: 'payments.enter-fee',
		group: ['sit-beside', 'receive'],
		input: EnterFee,
		answer: v.object({ total: v.number() })
	},
	async (context, input) => {
		const file = await holdCase(context, input.case);
		const [lines, payments] = await Promise.all([listFeeLines(context.db, file.id), listPayments(context.db, file.id)]);
		if (!isFeeOpen(lines, payments)) throw new Refusal(payments.length > 0 ? 'fee-paid' : 'fee-known');
		await voidFeeLines(context.db, file.id, 'all', context.now);
		await insertFeeLine(context.db, {
			id: input.id,
			case: file.id,
			centre: file.receivingCentreId,
			what: 'entered',
			unit: input.amount,
			quantity: 1,
			basis: input.basis,
			by: context.actor.id,
			at: context.now
		});
		return { answer: { total: input.amount }, about: file.id, person: file.ownerId, detail: { total: input.amount } };
	}
);
