import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';

const amount = v.pipe(
	v.number('amount-missing'),
	v.integer('amount-whole'),
	v.minValue(0, 'amount-negative'),
	v.maxValue(100_000_000, 'amount-large')
);

export const OfCase = v.object({ case: id });
export const SetFee = v.object({ case: id });
export const EnterFee = v.object({
	id,
	case: id,
	amount,
	basis: v.pipe(v.string(), v.trim(), v.nonEmpty('basis-missing'), v.maxLength(200, 'too-long'))
});
export const TakeCash = v.object({ id, case: id, amount: v.pipe(amount, v.minValue(1, 'amount-missing')) });
export const BankEntry = v.object({
	id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
	amount: v.pipe(v.number(), v.integer(), v.minValue(1)),
	account: v.pipe(v.string(), v.maxLength(30)),
	/** ISO 4217. */
	currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)), 'VND'),
	/** Money that came in, or went out. */
	type: v.optional(v.picklist(['credit', 'debit']), 'credit'),
	purpose: v.pipe(v.string(), v.maxLength(300)),
	at: v.pipe(v.string(), v.isoTimestamp())
});
export const HearBank = v.object({ ...BankEntry.entries, case: v.nullable(id), centre: v.nullable(v.number()) });
export const Settle = v.object({
	entry: v.string(),
	how: v.picklist(['given-back', 'counted', 'not-ours'], 'settle-how-missing'),
	words: v.pipe(v.string(), v.trim(), v.nonEmpty('how-missing'), v.maxLength(200))
});
