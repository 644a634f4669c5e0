import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

const FeeLineRow = v.object({
	id: v.string(),
	what: v.string(),
	unitAmount: v.number(),
	quantity: v.number(),
	amount: v.number(),
	basis: v.string(),
	enteredBy: v.nullable(v.string())
});

const PaymentRow = v.object({
	id: v.string(),
	way: v.picklist(['transfer', 'cash']),
	amount: v.number(),
	receiptNo: v.nullable(v.string()),
	at: v.date()
});

const Standing = v.object({
	state: v.picklist(['unknown', 'due', 'nothing-due', 'paid', 'over']),
	total: v.number(),
	paid: v.number(),
	left: v.number()
});

export const Bill = v.object({
	lines: v.array(FeeLineRow),
	payments: v.array(PaymentRow),
	standing: Standing,
	waiting: v.number(),
	feeOpen: v.boolean(),
	purpose: v.nullable(v.string()),
	payload: v.nullable(v.string()),
	account: v.nullable(v.object({ bank: v.string(), number: v.string(), name: v.string() })),
	procedure: v.string()
});

const matches = ['unknown', 'matched', 'twice', 'wrong-amount', 'other-account', 'other-currency', 'outgoing'] as const;

export const EntryState = v.picklist([...matches, 'settled']);

export const Match = v.picklist(matches);

export const EntryRow = v.object({
	id: v.string(),
	amount: v.number(),
	purpose: v.string(),
	paidAt: v.date(),
	heardAt: v.date(),
	caseId: v.nullable(v.string()),
	state: EntryState
});
