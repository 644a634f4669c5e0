import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { id } from '#kernel/shapes.ts';
import { banks } from './banks.ts';

const amount = v.pipe(
	v.number('amount-missing'),
	v.integer('amount-whole'),
	v.minValue(0, 'amount-negative'),
	v.maxValue(100_000_000, 'amount-large')
);

export const OfCase = v.object({ case: id });
export const SetFee = v.object({ case: id });
const basis = v.pipe(v.string(), v.trim(), v.nonEmpty('basis-missing'), v.maxLength(200, 'too-long'));
export const EnterFee = v.object({ id, case: id, amount, basis });
/** `seen` is the price beside which it was entered, '' where there was none. */
export const FindFee = v.object({
	...{ id, amount, basis },
	procedure: v.pipe(v.string(), v.regex(/^\d\.\d{6}$/)),
	way: v.picklist(['DIRECT', 'ONLINE']),
	seen: v.union([v.literal(''), id])
});
export const DropFee = v.object({ fee: id });
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

/** An account as banks write it: digits, sometimes letters; the holder in capitals without marks. */
export const AskAccount = v.object({
	id,
	bin: v.pipe(
		v.string(),
		v.check((bin) => bin in banks, 'bank-missing')
	),
	number: v.pipe(
		v.string(),
		v.transform((text) => text.replace(/[\s.-]/g, '').toUpperCase()),
		v.regex(/^[0-9A-Z]{6,19}$/, 'account-shape')
	),
	holder: v.pipe(
		v.string(),
		v.transform((text) => plain(text).toUpperCase()),
		v.regex(/^[A-Z0-9 ]{3,60}$/, 'holder-shape')
	)
});
