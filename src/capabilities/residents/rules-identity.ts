import { compareNames, readCard } from './rules-card.ts';

/** By what an e-ID finds its person, and a thief another's. */
const IDENTITY = ['name', 'birth', 'number'] as const;

export const isIdentity = (field: string): boolean => (IDENTITY as readonly string[]).includes(field);

/** Whether the text of a card says exactly these facts; the name as far as a scanner types it. */
export function cardSays(
	typed: string | null | undefined,
	to: { name: string; birthDate: string | null; number: string | null }
): boolean {
	const card = typed ? readCard(typed) : null;
	return (
		card !== null &&
		card.number === to.number &&
		card.birthDate === to.birthDate &&
		compareNames(card.nameAsTyped, to.name) !== 'different'
	);
}
