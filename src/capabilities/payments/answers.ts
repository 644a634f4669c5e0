import * as v from 'valibot';
import { TARGET_GROUPS } from '#capabilities/procedures/catalogue.ts';
import { Words } from '#capabilities/procedures/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const FeeLineRow = v.object({
	id: v.string(),
	what: v.string(),
	unitAmount: v.number(),
	quantity: v.number(),
	amount: v.number(),
	basis: v.string(),
	enteredBy: v.nullable(v.string())
});
export type FeeLineRow = v.InferOutput<typeof FeeLineRow>;

/** What a file would cost before anything is owed: its lines, or why nobody can say. */
export const FeeAsked = v.variant('known', [
	v.object({
		known: v.literal(true),
		lines: v.array(
			v.object({
				what: v.picklist(['unit', 'found', 'waived', 'entered']),
				...v.entriesFromList(['count', 'each', 'amount'], v.number()),
				basis: v.nullable(v.string())
			})
		),
		total: v.number(),
		waivedFor: v.nullable(v.picklist([...TARGET_GROUPS, 'in-time']))
	}),
	v.object({
		known: v.literal(false),
		reason: v.picklist(['unknown', 'unsure', 'not-a-count']),
		hint: v.nullable(v.number())
	})
]);
export type FeeAsked = v.InferOutput<typeof FeeAsked>;

const Way = v.picklist(['DIRECT', 'ONLINE']);

/** What one unit costs in a commune, as an officer found it; `basis` is the text it rests on. */
const CommuneFee = v.object({
	...v.entriesFromList(['id', 'procedure', 'basis'], v.string()),
	/** Null where whoever reads does not know them. */
	byName: v.nullable(v.string()),
	way: Way,
	amount: v.number(),
	at: v.date()
});
export type CommuneFee = v.InferOutput<typeof CommuneFee>;

/** A fee that the catalogue does not know, with what it does say, and what the commune found. */
export const OpenFee = v.object({
	procedure: v.string(),
	name: Words,
	way: Way,
	said: v.nullable(v.string()),
	found: v.nullable(CommuneFee)
});
export type OpenFee = v.InferOutput<typeof OpenFee>;

const PaymentRow = v.object({
	id: v.string(),
	way: v.picklist(['transfer', 'cash']),
	amount: v.number(),
	receiptNo: v.nullable(v.string()),
	at: v.date()
});
export type PaymentRow = v.InferOutput<typeof PaymentRow>;

/** How a case stands with money. `unknown`: the catalogue does not know the fee and nobody entered one; it is never nought. */
const Balance = v.object({
	state: v.picklist(['unknown', 'due', 'nothing-due', 'paid', 'over']),
	total: v.number(),
	paid: v.number(),
	left: v.number()
});
export type Balance = v.InferOutput<typeof Balance>;

export const Bill = v.object({
	lines: v.array(FeeLineRow),
	payments: v.array(PaymentRow),
	balance: Balance,
	/** Money that came for it beyond what it owes: it waits with a person. */
	waiting: v.number(),
	/** Whether an amount may still be entered by hand. */
	feeOpen: v.boolean(),
	/** What an officer would find for all files of the commune, beside the price that was seen; null where the catalogue knows it. */
	forAll: v.nullable(v.object({ procedure: v.string(), way: Way, seen: v.string() })),
	purpose: v.nullable(v.string()),
	/** The VietQR payload for what is left, when the centre has an account and something is owed. */
	payload: v.nullable(v.string()),
	account: v.nullable(v.object({ bank: v.string(), number: v.string(), name: v.string() })),
	procedure: v.string()
});
export type Bill = v.InferOutput<typeof Bill>;

const matches = ['unknown', 'matched', 'twice', 'wrong-amount', 'other-account', 'other-currency', 'outgoing'] as const;

export const EntryState = v.picklist([...matches, 'settled']);
export type EntryState = v.InferOutput<typeof EntryState>;

export const Match = v.picklist(matches);
export type Match = v.InferOutput<typeof Match>;

export const EntryRow = v.object({
	id: v.string(),
	amount: v.number(),
	purpose: v.string(),
	paidAt: v.date(),
	heardAt: v.date(),
	caseId: v.nullable(v.string()),
	state: EntryState
});
export type EntryRow = v.InferOutput<typeof EntryRow>;

/** Where money goes, or is asked to go; `code` is a VietQR of one đồng to try it with, `mine` that whoever reads it asked. */
export const AskedAccount = v.object({
	id: v.nullable(v.string()),
	...v.entriesFromList(['bin', 'bank', 'number', 'holder', 'code'], v.string()),
	byName: v.nullable(v.string()),
	mine: v.boolean()
});
export type AskedAccount = v.InferOutput<typeof AskedAccount>;
