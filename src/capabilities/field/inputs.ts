import * as v from 'valibot';
import { id, plainWords, whole } from '#kernel/shapes.ts';

export const AskPhone = v.object({
	/** The phone's own id, and its public key (SPKI, base64url). */
	phone: id,
	publicKey: v.pipe(v.string(), v.regex(/^[\w-]{80,200}$/, 'phone-key')),
	address: v.optional(v.string())
});
export const OnePhone = v.object({ phone: id });
export const PairPhone = v.object({
	code: v.pipe(
		v.string(),
		v.transform((typed) => typed.replace(/\D/g, '')),
		v.regex(/^\d{6}$/, 'pairing-shape')
	),
	staff: v.pipe(v.string(), v.uuid('whose-missing'))
});
export const OpenArea = v.object({
	id,
	name: v.pipe(plainWords(80), v.nonEmpty('name-missing')),
	/** The hamlet that it is a part of; null for one of the whole commune. */
	hamlet: v.optional(v.nullable(whole), null)
});
export const Assign = v.object({ area: id, staff: id });
/** `to` null: to nobody for now. */
export const HandOver = v.object({
	households: v.pipe(v.array(id), v.minLength(1, 'choice-missing'), v.maxLength(400)),
	to: v.nullable(id)
});
export const OneWord = v.object({ operation: id });
/** `accept`: done as its author said it; else it is laid aside. */
export const SettleOperation = v.object({ operation: id, accept: v.boolean() });
