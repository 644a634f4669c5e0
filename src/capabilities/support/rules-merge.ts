// Which tickets are one matter: nothing is lost by it, and nobody reads what another said.

type One = {
	id: string;
	/** Every row of the register that is theirs; none of a caller. */
	ids: readonly string[];
	/** Who asked it for another: they read nothing of what that one asked. */
	asked: string | null;
	staff: boolean;
	/** We think that it works, or they said so. */
	solved: boolean;
	/** Where a caller is called back, by its digits. */
	phone: string | null;
	lost: boolean;
	under: boolean;
	/** How many stand under it. */
	holds: number;
};

/** The same person or business, and asked by the same: whoever asked for another reads nothing else of theirs. */
const isSame = (one: One, other: One): boolean =>
	one.ids.some((id) => other.ids.includes(id)) && one.asked === other.asked;

/**
 * Whether one may stand under another, or why not.
 * | of                          | under one of                    |          |
 * | a caller                    | the same telephone, or somebody of the register | may |
 * | a caller                    | another telephone               | may not  |
 * | somebody of the register    | the same person                 | may      |
 * | somebody of the register    | a caller, another, a colleague  | may not  |
 * | what a relative asked for them | what they asked themselves   | may not  |
 * | a business                  | the same business               | may      |
 * | a colleague                 | a colleague                     | may      |
 */
export function mergeForbids(one: One, other: One) {
	if (one.id === other.id) return 'support-merge-self';
	if (one.under || other.under || one.holds > 0) return 'support-merge-chain';
	// One that works and one that does not are two: whoever is stuck again says so on the one that was solved.
	if (other.solved || one.solved) return 'support-merge-over';
	if (one.lost || other.lost) return 'support-merge-lost';
	const person = one.ids.length > 0;
	if (person && !isSame(one, other)) return 'support-merge-other';
	if (one.phone !== null && other.phone !== null && one.phone !== other.phone) return 'support-merge-other';
	if (one.staff && !other.staff) return 'support-merge-other';
	return null;
}
