import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guestPlaces, guestStands, makesUp } from './rules-make-up.ts';
import { onRoll } from './rules-roll.ts';
import { placesLeft, seatFor } from './rules-seats.ts';

type Room = { taken: number; waiting: number; guests: number[] };
const steps = fc.array(fc.tuple(fc.constantFrom('seat', 'leave', 'offer', 'guest', 'gone'), fc.nat(2)), {
	maxLength: 60
});
const CAPACITY = 6;

/** One thing that happens to a class of three lessons, by the rules that commands and rows follow. */
function happens(room: Room, [what, no]: [string, number]): Room {
	const { taken, waiting, guests } = room;
	const left = placesLeft({ capacity: CAPACITY, taken, guests: Math.max(...guests) });
	const own = guests[no]!;
	const withGuests = (many: number): Room => ({ ...room, guests: guests.with(no, many) });
	if (what === 'seat')
		return seatFor({ left, waiting }) === 'taken' ? { ...room, taken: taken + 1 } : { ...room, waiting: waiting + 1 };
	if (what === 'leave') return { ...room, taken: Math.max(0, taken - 1) };
	if (what === 'offer') {
		const offered = Math.min(left, waiting);
		return { ...room, taken: taken + offered, waiting: waiting - offered };
	}
	if (what === 'gone') return withGuests(Math.max(0, own - 1));
	return guestPlaces({ capacity: CAPACITY, taken, waiting, chairsOver: 0 }, own) > 0 ? withGuests(own + 1) : room;
}

test('whatever the order of asking, leaving, offering and making up: no lesson has more people in it than places, and no guest passes who waits', () =>
	fc.assert(
		fc.property(steps, (all) => {
			let room: Room = { taken: 0, waiting: 0, guests: [0, 0, 0] };
			for (const step of all) {
				const before = room;
				room = happens(room, step);
				for (const guests of room.guests) expect(room.taken + guests).toBeLessThanOrEqual(CAPACITY);
				const more = room.guests.some((guests, n) => guests > before.guests[n]!);
				if (more) expect(room.taken + room.waiting + Math.max(...before.guests)).toBeLessThan(CAPACITY + 1);
				if (more) expect(before.taken + before.waiting).toBeLessThan(CAPACITY);
			}
		})
	));

test('a lesson makes up for another when all of that is in it; one about nothing is made up for by none', () => {
	expect(makesUp(['T3.1', 'T2.4', 'T1.1'], ['T2.4', 'T3.1'])).toBe(true);
	expect(makesUp(['T3.1'], ['T3.1', 'T2.4'])).toBe(false);
	expect(makesUp(['T3.1'], [])).toBe(false);
});

test('whoever was there has made up for it; who was not, or whose class is stopped, may be a guest elsewhere', () => {
	const now = new Date('2026-07-22T08:00:00Z');
	const guest = { day: '2026-07-23', starts: '14:00', closed: false, dropped: false, how: null };
	expect(guestStands(guest, now)).toBe('to-come');
	expect(guestStands({ ...guest, dropped: true }, now)).toBe('gone');
	expect(guestStands({ ...guest, day: '2026-07-22' }, now)).toBe('gone');
	expect(guestStands({ ...guest, day: '2026-07-22', how: 'away' }, now)).toBe('gone');
	expect(guestStands({ ...guest, day: '2026-07-22', how: 'late', dropped: true }, now)).toBe('done');
});

const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
/** Two rows of the register that are one person. */
const wholeOf = (one: string): string => (one === 'e' ? 'd' : one);
const withWhole = <One extends { personId: string }>(rows: One[]) =>
	rows.map((one) => ({ ...one, whole: wholeOf(one.personId) }));
const seats = fc
	.uniqueArray(
		fc.record({
			...{ personId: person, number: fc.integer({ min: 1, max: 20 }) },
			state: fc.constantFrom('taken' as const, 'waiting' as const, 'offered' as const, 'left' as const)
		}),
		{ selector: ({ personId }) => personId }
	)
	.map(withWhole);
const guests = fc
	.uniqueArray(
		fc.record({
			...{ personId: person, number: fc.integer({ min: 21, max: 40 }), no: fc.constantFrom(1, 2) },
			state: fc.constantFrom('taken' as const, 'left' as const)
		}),
		{ selector: ({ personId, no }) => `${personId} ${no}` }
	)
	.map(withWhole);

test('a roll holds whoever has a place, is a guest of this lesson or was seen in it, each once, in the order of numbers', () =>
	fc.assert(
		fc.property(seats, guests, fc.uniqueArray(person), (placed, visiting, marked) => {
			const seen = new Map(marked.map((one) => [one, new Map([[1, 'here']])]));
			const rows = onRoll(placed, visiting, 1, seen);
			const on = new Set(rows.map((row) => wholeOf(row.person)));
			expect(on.size).toBe(rows.length);
			expect(rows.map(({ number }) => number)).toEqual(rows.map(({ number }) => number).toSorted((a, b) => a - b));
			for (const { personId, whole, state } of placed)
				if (state === 'taken' || marked.includes(personId)) expect(on).toContain(whole);
			for (const { personId, whole, state, no } of visiting)
				if (no === 1 && (state === 'taken' || marked.includes(personId))) expect(on).toContain(whole);
			for (const { person: one, guest } of rows)
				expect(guest).toBe(
					!placed.some(({ whole, state }) => whole === wholeOf(one) && state === 'taken') &&
						visiting.some(
							(v) => v.whole === wholeOf(one) && v.no === 1 && (v.state === 'taken' || marked.includes(v.personId))
						)
				);
		})
	));

test('a chair of whoever comes along, for which the hall has none, is no place of a guest', () =>
	fc.assert(
		fc.property(fc.nat(20), fc.nat(20), fc.nat(5), fc.nat(5), (capacity, taken, guests, chairsOver) => {
			const free = guestPlaces({ capacity, taken, waiting: 0, chairsOver }, guests);
			expect(free === 0 || taken + guests + chairsOver + free === capacity).toBe(true);
		})
	));
