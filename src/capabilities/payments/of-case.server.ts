import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { asOnPaper, getCase, slipCodeOf } from '#capabilities/cases/read.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { isSure } from '#capabilities/procedures/rules-fee.ts';
import { OfCase } from './inputs.ts';
import { channelOf } from './rules-fee-asked.ts';
import { isFeeOpen, purposeOf, balanceOf } from './rules-ledger.ts';
import { Bill } from './answers.ts';
import { vietQr } from './rules-vietqr.ts';
import { findCommuneFee } from './sql-fees.server.ts';
import { listFeeLines, listPayments, sumWaiting } from './sql.server.ts';
import { PaperFacts, type CaseRow } from '#capabilities/cases/answers.ts';
import { Procedure } from '#capabilities/procedures/answers.ts';
import { Centre } from '#capabilities/places/answers.ts';

/** How a case stands with money; a case without any fee line is unknown, never free. */
export async function billOf(context: Context, caseId: string): Promise<Bill> {
	const file = await getCase(context, caseId);
	const [lines, payments, centre, waiting] = await Promise.all([
		listFeeLines(context.db, caseId),
		listPayments(context.db, caseId),
		getCentre(context.db, file.receivingCentreId),
		sumWaiting(context.db, caseId)
	]);
	// Nothing is owed for a file that was typed by mistake.
	const owed = file.stage === 'void' ? [] : lines;
	const balance = balanceOf(lines.length === 0 ? null : owed, payments);
	const feeOpen = file.stage !== 'void' && isFeeOpen(lines, payments);
	const purpose = file.stage === 'draft' || file.stage === 'void' ? null : purposeOf(slipCodeOf(context, caseId));
	return {
		lines,
		payments,
		balance,
		waiting,
		feeOpen,
		forAll: feeOpen ? await forAllOf(context, file) : null,
		purpose,
		payload: payloadOf(centre, balance.left, purpose),
		account: accountOf(centre),
		procedure: file.procedureCode
	};
}

/** A file has one unit here: what was entered for it is what one costs. */
async function forAllOf({ db, now }: Context, file: CaseRow): Promise<Bill['forAll']> {
	const [{ fee }, way] = [getProcedure(file.procedureCode), file.way ?? 'DIRECT'];
	if (fee.unit !== 'case' || isSure(fee, { channel: channelOf(way), day: dayOf(now) })) return null;
	const found = await findCommuneFee(db, file.receivingCentreId, file.procedureCode, way);
	return { procedure: file.procedureCode, way, seen: found?.id ?? '' };
}

const accountOf = ({ bankName, bankAccount, bankAccountName }: Centre): Bill['account'] =>
	bankName && bankAccount && bankAccountName ? { bank: bankName, number: bankAccount, name: bankAccountName } : null;

const payloadOf = ({ bankBin, bankAccount }: Centre, amount: number, purpose: string | null): string | null =>
	bankBin && bankAccount && purpose && amount > 0
		? vietQr({ bin: bankBin, account: bankAccount, amount, purpose })
		: null;

/** How a case stands with money: what is owed, what was paid, and the code by which to pay. */
export const ofCase = query(
	{
		name: 'payments.of-case',
		group: ['second-screen', 'sit-beside', 'receive', 'own-page', 'slip', 'confirm-link'],
		input: OfCase,
		answer: Bill,
		look: 'holds no name'
	},
	(context, input) => billOf(context, input.case)
);

/** What a receipt says: the case's payments as they were entered. */
export const receipt = query(
	{
		name: 'payments.receipt',
		group: ['receive', 'own-page', 'slip'],
		input: OfCase,
		answer: v.object({ bill: Bill, file: PaperFacts, procedure: Procedure, centre: Centre }),
		look: 'holds no name'
	},
	async (context, input) => {
		const [bill, file] = await Promise.all([billOf(context, input.case), getCase(context, input.case)]);
		return {
			bill,
			file: asOnPaper(file),
			procedure: getProcedure(file.procedureCode),
			centre: await getCentre(context.db, file.receivingCentreId)
		};
	}
);
