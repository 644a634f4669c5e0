// Who said a fact of somebody, for as long as it stands.

export type Fact = 'name' | 'birth' | 'gender' | 'hamlet' | 'number' | 'phone';

/** By fact: `card`, or the id of whoever of staff typed it as it was said. A fact that is not in it stands in the commune's register. */
export type Sources = Readonly<Record<string, string>>;

export const CARD = 'card';

/** What a card says of its holder. */
const ON_CARD: readonly string[] = ['name', 'birth', 'number'];

/** Who says each of some facts, where there is something to say. */
export const saidBy = (by: string, known: Partial<Record<Fact, unknown>>): Sources =>
	Object.fromEntries(
		Object.entries(known).flatMap(([fact, value]) => (value === null || value === undefined ? [] : [[fact, by]]))
	);

/**
 * After a correction of `fields`. Whoever keeps the register says what the register says; the card says what is on it; anybody else has
 * typed it.
 * | who corrects             | name, birth, number     | the other facts |
 * | keeps the register, two  | the register            | the register    |
 * | reads their card         | card                    | who typed it    |
 * | anybody else             | who typed it            | who typed it    |
 */
export function sourcesAfter(
	before: Sources,
	fields: readonly string[],
	{ by, byCard, keeper }: { by: string; byCard: boolean; keeper: boolean }
): Sources {
	const kept = Object.entries(before).filter(([fact]) => !fields.includes(fact));
	const said = keeper ? [] : fields.map((fact) => [fact, byCard && ON_CARD.includes(fact) ? CARD : by] as const);
	return Object.fromEntries([...kept, ...said]);
}
