/** How somebody belongs to whoever sits beside them. */
export const relations = ['family', 'youth', 'friend'] as const;
export type Relation = (typeof relations)[number];

/**
 * Whether there is a chair for one more who comes along: each place of a learner has one, taken or not, so that nobody loses a place by it. Of a hall that
 * nobody has entered it is not known how many sit there (null), and nobody is sent away.
 */
export const hasChair = (room: { capacity: number; beside: number; chairs: number | null }): boolean =>
	room.chairs === null || room.capacity + room.beside < room.chairs;

/** Rows in their order, but those who come together one after the other, where the first of them stands. */
export function sitTogether<T extends { person: string; beside: string | null }>(rows: readonly T[]): T[] {
	const together = (one: T, other: T): boolean => one.beside === other.person || other.beside === one.person;
	const placed: T[] = [];
	const place = (row: T): void => {
		if (placed.includes(row)) return;
		placed.push(row);
		rows.filter((other) => together(row, other)).forEach(place);
	};
	rows.forEach(place);
	return placed;
}
