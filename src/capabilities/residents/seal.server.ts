import { lookupHash, lookupHashes, type Keys } from '#platform/keys.server.ts';
import type { SubjectKey } from '#platform/subject-keys.server.ts';

/** The two whole values of a person that are sealed under their own key and found again by a keyed hash. */
type Whole = 'id-number' | 'phone';
export type SealedFacts = {
	numberSealed: Buffer | null;
	numberHash: Buffer | null;
	phoneSealed: Buffer | null;
	phoneHash: Buffer | null;
	/** The look-up key of both hashes; null where there is nothing to find. */
	keyId: string | null;
};

/** Seals number and telephone for one person and hashes them for exact look-up. */
export function sealFacts(
	keys: Keys,
	key: SubjectKey,
	facts: { number: string | null; phone: string | null }
): SealedFacts {
	const seal = (what: Whole, value: string | null) => value && key.seal(value, what);
	const hash = (what: Whole, value: string | null) => value && lookupHash(keys, what, value);
	return {
		numberSealed: seal('id-number', facts.number) || null,
		numberHash: hash('id-number', facts.number) || null,
		phoneSealed: seal('phone', facts.phone) || null,
		phoneHash: hash('phone', facts.phone) || null,
		keyId: facts.number || facts.phone ? keys.lookup.at(-1)!.id : null
	};
}

/** Number and telephone of a row, open; null where there is none, or no key any more. */
export const openFacts = (
	row: { numberSealed: Buffer | null; phoneSealed: Buffer | null },
	key: SubjectKey | null | undefined
): { number: string | null; phone: string | null } => ({
	number: row.numberSealed && key ? key.text(row.numberSealed, 'id-number') : null,
	phone: row.phoneSealed && key ? key.text(row.phoneSealed, 'phone') : null
});

/** What a whole number is looked up by, under every key that is still in use. */
export const numberHashes = (keys: Keys, number: string): Buffer[] => lookupHashes(keys, 'id-number', number);
