// Which tickets are one matter: nothing is lost by it, and nobody reads what another said.

type One = {
	id: string;
	/** Every row of the register that is theirs; none of a caller. */
	ids: readonly string[];
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

/**
 * Whether one may stand under another, or why not.
 * | of                          | under one of                    |          |
 * | a caller                    | the same telephone, or somebody of the register | may |
 * | a caller                    | another telephone               | may not  |
 * | somebody of the register    | the same person                 | may      |
 * | somebody of the register    | a caller, another, a colleague  | may not  |
 * | a colleague                 | a colleague                     | may      |
 */
export function mergeForbids(one: One, other: One) {
	if (one.id === other.id) return 'support-merge-self';
	if (one.under || other.under || one.holds > 0) return 'support-merge-chain';
	// One that works and one that does not are two: whoever is stuck again says so on the one that was solved.
	if (other.solved || one.solved) return 'support-merge-over';
	if (one.lost || other.lost) return 'support-merge-lost';
	const person = one.ids.length > 0;
	if (person && !one.ids.some((id) => other.ids.includes(id))) return 'support-merge-other';
	if (one.phone !== null && other.phone !== null && one.phone !== other.phone) return 'support-merge-other';
	if (one.staff && !other.staff) return 'support-merge-other';
	return null;
}
