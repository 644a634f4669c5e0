import type { SeatState } from './rules-seats.ts';

type Seat = { personId: string; number: number; state: SeatState };
type Guest = { personId: string; number: number; no: number; state: 'taken' | 'left' };

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
	const placed = seats.filter(({ state }) => state === 'taken');
	const asGuest = here.filter(({ personId }) => !placed.some((one) => one.personId === personId));
	const left = seats.filter(
		({ state, personId }) => state !== 'taken' && marked(personId) && !asGuest.some((one) => one.personId === personId)
	);
	const row = (guest: boolean) => (one: Seat | Guest) => ({ person: one.personId, number: one.number, guest });
	return [...[...placed, ...left].map(row(false)), ...asGuest.map(row(true))].toSorted((a, b) => a.number - b.number);
}
