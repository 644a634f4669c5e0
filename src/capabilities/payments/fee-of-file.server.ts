import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import type { CaseRow } from '#capabilities/cases/answers.ts';
import { getCase, readAnswers } from '#capabilities/cases/read.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import type { FeeAnswer } from '#capabilities/procedures/rules-fee.ts';
import { FeeAsked } from './answers.ts';
import { OfCase } from './inputs.ts';
import { feeAsked } from './rules-fee-asked.ts';
import { findCommuneFee } from './sql-fees.server.ts';
import { insertFeeLine } from './sql.server.ts';

/** What a file costs as it stands today: by the catalogue, or by what its commune found. */
export async function feeOfFile(context: Context, file: CaseRow): Promise<FeeAnswer> {
	const [answers, found] = await Promise.all([
		readAnswers(context, file),
		findCommuneFee(context.db, file.receivingCentreId, file.procedureCode, file.way ?? 'DIRECT')
	]);
	return feeAsked(getProcedure(file.procedureCode).fee, file.way, answers, dayOf(context.now), found ?? null);
}

type Lines = Extract<FeeAnswer, { known: true }>['lines'];

/** Writes down what is owed for a file. */
export async function writeFee({ db, now }: Context, file: CaseRow, lines: Lines): Promise<void> {
	for (const line of lines)
		await insertFeeLine(db, {
			...{ id: crypto.randomUUID(), case: file.id, centre: file.receivingCentreId, what: line.what },
			...{ unit: line.each, quantity: line.count, basis: line.basis ?? '', by: null, at: now }
		});
}

/** What a file would cost if it were said yes to now. */
export const feeBefore = query(
	{
		name: 'payments.fee-before',
		group: ['second-screen', 'own-page', 'confirm-link'],
		input: OfCase,
		answer: FeeAsked,
		look: 'holds no name'
	},
	async (context, input) => feeOfFile(context, await getCase(context, input.case))
);
