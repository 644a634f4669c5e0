// Which tickets are one matter: nothing is lost by it, and nobody reads what another said.

type One = {
	id: string;
	/** Every row of the register that is theirs; none of a caller. */
	ids: readonly string[];
	staff: boolean;
	over: boolean;
	lost: boolean;
	under: boolean;
	/** How many stand under it. */
	holds: number;
};

/**
 * Whether one may stand under another, or why not.
 * | of                          | under one of                    |          |
 * | a caller                    | anybody                         | may      |
 * | somebody of the register    | the same person                 | may      |
 * | somebody of the register    | a caller, another, a colleague  | may not  |
 * | a colleague                 | a colleague                     | may      |
 */
export function mergeForbids(one: One, other: One) {
	if (one.id === other.id) return 'support-merge-self';
	if (one.under || other.under || one.holds > 0) return 'support-merge-chain';
	if (other.over || one.over) return 'support-merge-over';
	if (one.lost || other.lost) return 'support-merge-lost';
	const person = one.ids.length > 0;
	if (person && !one.ids.some((id) => other.ids.includes(id))) return 'support-merge-other';
	if (one.staff && !other.staff) return 'support-merge-other';
	return null;
}
