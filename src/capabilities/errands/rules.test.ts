import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { practiceCopies } from './copies.ts';
import { letters, type PracticeCopy } from './copy-shape.ts';
import { anew, comesNow, leadsOn, standingOf, type Pressed } from './rules-run.ts';
import { isOrder, laidOut, leftOf, markedTold, orderTold, places } from './rules-tell.ts';

const at = (minutes: number, day = '2026-12-01'): Date =>
	new Date(Date.parse(`${day}T08:00:00+07:00`) + minutes * 60_000);
const now = at(600);

/** What is written when somebody presses these keys one after the other, each where it counts then. */
function play(copy: PracticeCopy, keys: readonly string[]): Pressed[] {
	const pressed: Pressed[] = [];
	for (const [n, choice] of keys.entries()) {
		const { run, screen } = anew(standingOf(copy, pressed, now));
		if (copy.screens[screen! - 1]!.choices.some(({ id }) => id === choice))
			pressed.push({ run, screen: screen!, choice, at: at(n) });
	}
	return pressed;
}
const copies = fc.constantFrom(...practiceCopies);
const keys = fc.array(fc.constantFrom(...letters), { maxLength: 40 });

describe('a run through an errand', () => {
	test('goes on by what leads on alone, screen by screen, and is over after the last', () => {
		fc.assert(
			fc.property(copies, keys, (copy, all) => {
				const pressed = play(copy, all);
				const stands = standingOf(copy, pressed, now);
				const own = pressed.filter(({ run }) => run === stands.run);
				const well = own.filter((one) => leadsOn(copy, one));
				expect(well.map(({ screen }) => screen)).toEqual(well.map((_, n) => n + 1));
				expect(stands.looked).toBe(own.length - well.length);
				expect(stands.screen).toBe(well.length === copy.screens.length ? null : well.length + 1);
				expect(stands.finished === null).toBe(stands.screen !== null);
				const last = own.at(-1);
				expect(stands.again).toBe(last && !leadsOn(copy, last) ? last.choice : null);
			})
		);
	});

	test('exactly one screen counts at a time, whatever page is sent', () => {
		fc.assert(
			fc.property(copies, keys, (copy, all) => {
				const stands = standingOf(copy, play(copy, all), now);
				const counting = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((screen) =>
					[stands.run - 1, stands.run, stands.run + 1, stands.run + 2].filter((run) =>
						comesNow(stands, { run, screen })
					)
				);
				expect(counting).toEqual([anew(stands).run]);
				expect(comesNow(stands, { run: anew(stands).run, screen: anew(stands).screen! })).toBe(true);
			})
		);
	});

	test('what another day left open begins anew; what was finished stays so', () => {
		fc.assert(
			fc.property(copies, keys, (copy, all) => {
				const pressed = play(copy, all);
				const [today, later] = [standingOf(copy, pressed, now), standingOf(copy, pressed, at(0, '2026-12-02'))];
				if (pressed.length === 0 || today.finished) expect(later).toEqual(today);
				else expect(later).toEqual({ run: today.run + 1, screen: 1, again: null, looked: 0, finished: null });
			})
		);
	});
});

describe('telling it back', () => {
	test('the pictures never lie in their order, and alike for one person and run', () => {
		fc.assert(
			fc.property(fc.uuid(), fc.integer({ min: 1, max: 9999 }), (person, run) => {
				const order = laidOut(person, run);
				expect(isOrder(order)).toBe(true);
				expect(orderTold(order)).toBe('told-together');
				expect(laidOut(person, run)).toEqual(order);
			})
		);
		expect(new Set(Array.from({ length: 60 }, (_, n) => laidOut('5b1f0c2e', n).join(''))).size).toBe(5);
	});

	test('one order is the true one, and of three places each is laid once', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }), (said) => {
				expect(isOrder(said)).toBe([...said].toSorted().join() === '1,2,3');
				if (isOrder(said)) expect(orderTold(said) === 'told-well').toBe(said.join() === '1,2,3');
				expect([...leftOf(said), ...places.filter((one) => said.includes(one))].toSorted()).toEqual([...places]);
			})
		);
		expect([markedTold([0, 0, 0]), markedTold([0, 1, 0]), markedTold([3, 3, 3])]).toEqual([
			'told-well',
			'told-together',
			'told-together'
		]);
	});
});
