import type { Keeps, Show } from '#kernel/kept.ts';
import { at, dong, fact, text, fileOf } from '#design/copy-cell.ts';
import { sentence } from '#design/spoken.ts';

/** What was done with a payment that did not match: a code, then what somebody wrote. */
const settled: Show = (value, { say }) => {
	const [how = '', ...written] = String(value).split(': ');
	const word = say(`insights.how-${how}`);
	return word === null ? String(value) : sentence([word, ...written].join(': '));
};

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	fee_line: {
		copy: [
			['at', at],
			['case_id', fileOf, 'common.col-file'],
			['what', fact('payments.fee-'), 'payments.line'],
			['unit_amount', dong],
			['quantity', text, 'payments.count'],
			['amount', dong, 'payments.amount'],
			['basis', text],
			['void_at', at]
		]
	},
	payment: {
		copy: [
			['at', at],
			['case_id', fileOf, 'common.col-file'],
			['way', fact({ transfer: 'payments.transfer', cash: 'payments.cash' })],
			['amount', dong, 'payments.amount'],
			['receipt_no', text, 'payments.receipt']
		]
	},
	bank_entry: {
		copy: [
			['paid_at', at],
			['case_id', fileOf, 'common.col-file'],
			['amount', dong, 'payments.amount'],
			['purpose', text, 'payments.message'],
			['state', fact('payments.bank-')],
			['settled_how', settled, 'common.col-settled']
		]
	}
};
