import { compareNames } from './rules-card.ts';

type Side = { name: string | null; birthYear: number | null; verified: boolean; hasNumber: boolean };

/** A year that was typed one off is no other person. */
const YEARS_APART = 1;

const mayBeOne = (a: Side, b: Side): boolean =>
	compareNames(a.name ?? '', b.name ?? '') !== 'different' &&
	(a.birthYear === null || b.birthYear === null || Math.abs(a.birthYear - b.birthYear) <= YEARS_APART);

/**
 * Why two rows are not joined as they are asked for. Two numbers are never joined. Whoever was compared with a card stays who the card
 * says: theirs is the row that is kept, and only one that may be theirs by name and year goes into it.
 */
export function joinFault(
	kept: Side,
	gone: Side
): 'merge-two-compared' | 'merge-two-numbers' | 'merge-keep-compared' | 'merge-unlike' | null {
	if (kept.hasNumber && gone.hasNumber)
		return kept.verified && gone.verified ? 'merge-two-compared' : 'merge-two-numbers';
	if (!kept.verified && !gone.verified) return null;
	if (!kept.verified) return 'merge-keep-compared';
	return mayBeOne(kept, gone) ? null : 'merge-unlike';
}
