import type { SeatState } from './rules-seats.ts';

type Seat = { personId: string; whole: string; number: number; state: SeatState };
type Guest = { personId: string; whole: string; number: number; no: number; state: 'taken' | 'left' };

/** Of two rows that are one person the one that was marked, else the one that was given its number first. */
const once = <One extends Seat | Guest>(rows: readonly One[], marked: (person: string) => boolean): One[] =>
	[...Map.groupBy(rows, ({ whole }) => whole).values()].map(
		(own) => own.find(({ personId }) => marked(personId)) ?? own.toSorted((a, b) => a.number - b.number)[0]!
	);

/**
 * Who stands on the roll of a lesson, by the number that is called: whoever has a place in the class, and the guests of this lesson. Who left since, or
 * could not come, stands on the rolls of the lessons at which they were seen. Whoever has a place is no guest; nobody stands there twice.
 */
export function onRoll(
	seats: readonly Seat[],
	guests: readonly Guest[],
	no: number,
	seen: ReadonlyMap<string, ReadonlyMap<number, unknown>>
): { person: string; number: number; guest: boolean }[] {
	const marked = (person: string): boolean => seen.get(person)?.has(no) === true;
	const here = guests.filter((one) => one.no === no && (one.state === 'taken' || marked(one.personId)));
	const placed = once(
		seats.filter(({ state }) => state === 'taken'),
		marked
	);
	const asGuest = once(
		here.filter(({ whole }) => !placed.some((one) => one.whole === whole)),
		marked
	);
	const left = once(
		seats.filter(
			({ state, personId, whole }) =>
				state !== 'taken' && marked(personId) && ![...placed, ...asGuest].some((one) => one.whole === whole)
		),
		marked
	);
	const row = (guest: boolean) => (one: Seat | Guest) => ({ person: one.personId, number: one.number, guest });
	return [...[...placed, ...left].map(row(false)), ...asGuest.map(row(true))].toSorted((a, b) => a.number - b.number);
}
