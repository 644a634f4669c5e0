import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import {
	attendedClass,
	mayAssess,
	readyFor,
	refreshFrom,
	standingOn,
	type Stands,
	type Taught
} from './rules-certificate.ts';
import { drawnBy, fingerprintOf, howMany } from './drawn-by.server.ts';
import { numberFrom, numberWords, readNumber } from './rules-number.ts';

const TODAY = '2026-07-14';
const people = ['a', 'b', 'c', 'd'] as const;
const person = fc.constantFrom(...people);
const organisation = fc.constantFrom('centre', 'women', 'youth');
const daysAgo = fc.integer({ min: 0, max: 220 }).map((days) => addDays(TODAY, -days));
const stands = fc.record<Omit<Stands, 'statement'>>({
	critical: fc.boolean(),
	level: fc.constantFrom(null, 0, 1, 2, 3),
	looked: fc.option(fc.record({ by: person, day: daysAgo })),
	last: fc.option(daysAgo)
});
const topic = fc
	.array(stands, { minLength: 1, maxLength: 12 })
	.map((all): Stands[] => all.map((one, n) => ({ ...one, statement: `T3.${n}` })));
const taught = fc.record<Taught>({
	run: fc.uuid(),
	whole: fc.boolean(),
	trainer: fc.record({ staff: person, organisation }),
	assessors: fc.array(fc.record({ staff: person, organisation }), { maxLength: 3 }),
	lessons: fc.integer({ min: 3, max: 12 }),
	attended: fc.integer({ min: 0, max: 12 })
});
const classes = fc.array(taught, { maxLength: 3 });

describe('who may look on', () => {
	test('never whoever taught one of their classes', () =>
		fc.assert(
			fc.property(person, classes, (staff, all) => {
				if (all.some(({ trainer }) => trainer.staff === staff)) expect(mayAssess(staff, all)).toBe('trainer');
				else expect(mayAssess(staff, all)).not.toBe('trainer');
			})
		));

	test('where somebody of another organisation is there for it, nobody else; without one, anybody who did not teach', () =>
		fc.assert(
			fc.property(person, taught, (staff, one) => {
				fc.pre(staff !== one.trainer.staff);
				const others = one.assessors.filter(
					(named) => named.staff !== one.trainer.staff && named.organisation !== one.trainer.organisation
				);
				const free = others.length === 0 || others.some((named) => named.staff === staff);
				expect(mayAssess(staff, [one])).toBe(free ? null : 'organisation');
			})
		));

	test('one more class never lets anybody in', () =>
		fc.assert(
			fc.property(person, classes, taught, (staff, all, more) => {
				if (mayAssess(staff, all) !== null) expect(mayAssess(staff, [...all, more])).not.toBeNull();
			})
		));
});

describe('when it is given', () => {
	test('never without each statement that protects, never under the share, and never on the word of a trainer', () =>
		fc.assert(
			fc.property(topic, classes, person, (all, known, giver) => {
				const found = readyFor(all, known, giver, TODAY);
				if (!found.ready) return;
				expect(known.some(({ trainer }) => trainer.staff === giver)).toBe(false);
				expect(found.held.length / all.length).toBeGreaterThanOrEqual(0.85);
				for (const one of all.filter(({ critical }) => critical)) expect(found.held).toContain(one);
				for (const { level, looked } of found.held) {
					expect(level).toBeGreaterThanOrEqual(2);
					expect(known.some(({ trainer }) => trainer.staff === looked!.by)).toBe(false);
				}
			})
		));

	test('eight of nine with every ★ is enough, seven is not, and no number of others makes up for one ★', () => {
		const seen = (n: number, critical: boolean, level: 1 | 2): Stands => ({
			...{ statement: `T3.${n}`, critical, level, looked: { by: 'a', day: TODAY }, last: TODAY }
		});
		const nine = (weak: readonly number[], critical: readonly number[]) =>
			Array.from({ length: 9 }, (_, n) => seen(n, critical.includes(n), weak.includes(n) ? 1 : 2));
		expect(readyFor(nine([8], [0]), [], 'a', TODAY)).toMatchObject({ ready: true, needs: 8, of: 9 });
		expect(readyFor(nine([7, 8], [0]), [], 'a', TODAY).ready).toBe(false);
		expect(readyFor(nine([0], [0]), [], 'a', TODAY)).toMatchObject({ ready: false, critical: ['T3.0'] });
		expect(readyFor([], [], 'a', TODAY).ready).toBe(false);
	});

	test('what is given is never to be practised again on the same day', () =>
		fc.assert(
			fc.property(topic, classes, person, (all, known, giver) => {
				const { ready, held } = readyFor(all, known, giver, TODAY);
				if (ready) expect(standingOn({ refreshFrom: refreshFrom(held), takenBack: false }, TODAY)).toBe('stands');
			})
		));

	test('by a class of this topic alone, of which they were in four of six lessons', () =>
		fc.assert(
			fc.property(classes, (all) => {
				const by = attendedClass(all);
				const enough = all.filter((one) => one.whole && one.attended / one.lessons >= 4 / 6);
				if (by === null) expect(enough).toEqual([]);
				else expect(enough).toContain(by);
			})
		));
});

describe('how it fades', () => {
	const held = topic.map((all) =>
		all.map((one): Stands => ({ ...one, level: 2, looked: one.looked ?? { by: 'a', day: TODAY } }))
	);

	test('60 days after the oldest look at what protects, 180 after any other, and it never expires', () =>
		fc.assert(
			fc.property(held, fc.integer({ min: 0, max: 4000 }), (all, later) => {
				const from = refreshFrom(all);
				for (const { critical, looked } of all) expect(from <= addDays(looked!.day, critical ? 60 : 180)).toBe(true);
				expect(['stands', 'to-refresh']).toContain(
					standingOn({ refreshFrom: from, takenBack: false }, addDays(TODAY, later))
				);
			})
		));

	test('seen again it fades later, never earlier; what was lost is to be practised from then on', () =>
		fc.assert(
			fc.property(held, fc.nat(), (all, which) => {
				const n = which % all.length;
				const at = (change: Partial<Stands>) => all.map((one, m) => (m === n ? { ...one, ...change } : one));
				expect(refreshFrom(at({ looked: { by: 'a', day: TODAY } })) >= refreshFrom(all)).toBe(true);
				const lost = refreshFrom(at({ level: 1, last: TODAY }));
				expect(standingOn({ refreshFrom: lost, takenBack: false }, TODAY)).toBe('to-refresh');
			})
		));
});

describe('the number', () => {
	test('is read back however it was typed, and no single slip of the pen is another number', () =>
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 16, maxLength: 32 }),
				fc.nat(8),
				fc.integer({ min: 1, max: 9 }),
				(bytes, at, by) => {
					const number = numberFrom(bytes);
					expect(number).toMatch(/^\d{9}$/);
					for (const typed of [numberWords(number), number, `l${number}`, ` L-${number}`])
						expect(readNumber(typed)).toBe(number);
					const slip = [...number].map((digit, n) => (n === at ? String((Number(digit) + by) % 10) : digit)).join('');
					expect(readNumber(slip)).toBeNull();
				}
			)
		));
});

describe('the draw', () => {
	const numbers = fc.uniqueArray(fc.stringMatching(/^\d{9}$/), { maxLength: 60 });

	test('one in twenty, one where there is any; the same again, in whichever order the numbers come', () =>
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), numbers, (seed, all) => {
				const drawn = drawnBy(seed, all);
				expect(drawn).toHaveLength(howMany(all.length));
				expect(new Set([...all, ...drawn]).size).toBe(all.length);
				expect(drawnBy(seed, all.toReversed())).toEqual(drawn);
			})
		));

	test('none of none, one of one, one of twenty, two of twenty-one', () =>
		expect([0, 1, 20, 21].map(howMany)).toEqual([0, 1, 1, 2]));

	test('is done again with openssl', () => {
		// printf '%s' seed | openssl dgst -sha256; for n in 1 2 3; do printf '%s' "seed $n" | openssl dgst -sha256; done
		expect(fingerprintOf('seed')).toBe('19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b');
		expect(drawnBy('seed', ['1', '2', '3'])).toEqual(['3']);
	});
});
