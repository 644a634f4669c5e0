import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topics, type Topic } from '#capabilities/assistance/topics.ts';
import { judgedItems } from '#capabilities/learning/placing.server.ts';
import { drawItems, EACH, OF_TOPIC, type Drawable } from './rules-draw.ts';
import { leadOf } from './rules-leads.ts';
import { begins, MINUTES, PACE, placementNow, type Answered, type Placing } from './rules-placement.ts';

const START = new Date('2026-07-14T02:00:00Z');
const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

const wanted = fc.uniqueArray(fc.constantFrom(...topics), { minLength: 1, maxLength: topics.length });
const itemsOf = (some: readonly Topic[]): string[] => some.flatMap((topic) => [1, 2, 3, 4].map((n) => `${topic} ${n}`));
const placingOf = (some: readonly Topic[]): Placing => ({
	...{ topics: some, items: itemsOf(some) },
	...{ begunAt: START, clockFrom: START }
});

/** Goes on until nothing more is asked: what was asked, in its order, and how it ended. */
function walk(placing: Placing, isRight: (item: string) => boolean, pace = PACE) {
	const answers: Answered[] = [];
	for (let n = 0; n <= placing.items.length; n++) {
		const now = at(n * pace);
		const { next, ...end } = placementNow(placing, answers, now);
		if (next === null) return { asked: answers.map(({ item }) => item), answers, ...end };
		answers.push({ item: next, right: isRight(next), at: now });
	}
	throw new Error('it never ends');
}
const judges = fc.func<[string], boolean>(fc.boolean());

describe('what is asked', () => {
	test('it ends, no item comes twice, and never one of level two before both of level one were right', () =>
		fc.assert(
			fc.property(wanted, judges, (some, isRight) => {
				const placing = placingOf(some);
				const { asked, placed, timeOver } = walk(placing, isRight);
				expect(new Set(asked).size).toBe(asked.length);
				expect(timeOver).toBe(false);
				for (const { topic, begin, whole } of placed) {
					const of = asked.filter((item) => item.startsWith(topic));
					const lows = of.slice(0, EACH);
					expect(whole).toBe(true);
					expect(lows.every((item) => Number(item.at(-1)) <= EACH)).toBe(true);
					if (of.length > EACH) expect(lows.every((item) => isRight(item))).toBe(true);
					// Stopped by the first that was judged otherwise, or at the end of the topic.
					expect(of.slice(0, -1).every((item) => isRight(item))).toBe(true);
					const all = of.every((item) => isRight(item));
					expect(begin).toBe(all ? 'ready' : of.length > EACH ? 'onward' : 'basics');
					expect(all).toBe(of.length === OF_TOPIC && isRight(of.at(-1)!));
				}
			})
		));

	test('five topics to their end fit into the minutes at the pace that is stated', () => {
		expect(topics.length * OF_TOPIC * PACE).toBeLessThanOrEqual(MINUTES * 60);
		expect(walk(placingOf(topics), () => true).asked).toHaveLength(topics.length * OF_TOPIC);
	});

	test('what is found hangs on what was judged first of each item, and not on the order of answering or of rows', () =>
		fc.assert(
			fc.property(wanted, judges, fc.infiniteStream(fc.nat()), (some, isRight, chances) => {
				const placing = placingOf(some);
				const { answers, placed } = walk(placing, isRight);
				const mixed = answers.map((one) => ({ one, by: chances.next().value! })).toSorted((a, b) => a.by - b.by);
				const times = mixed.map(({ one }, n) => ({ ...one, at: at(n) }));
				// From another tab, later and otherwise; and what was judged of it before this began.
				const again = answers.map(({ item, right }) => ({ item, right: !right, at: at(5000) }));
				const before = answers.map(({ item, right }) => ({ item, right: !right, at: at(-60) }));
				expect(placementNow(placing, [...again, ...times, ...before], at(100)).placed).toEqual(placed);
			})
		));

	test('a topic begins no lower for one more that was judged well', () =>
		fc.assert(
			fc.property(wanted, judges, fc.nat(), (some, isRight, which) => {
				const placing = placingOf(some);
				const better = placing.items[which % placing.items.length]!;
				const rank = (right: (item: string) => boolean) =>
					walk(placing, right).placed.map(({ begin }) => begins.indexOf(begin!));
				const [before, after] = [rank(isRight), rank((item) => item === better || isRight(item))];
				for (const [n, one] of after.entries()) expect(one).toBeGreaterThanOrEqual(before[n]!);
			})
		));

	test('when the minutes are over nothing more is asked, what was answered stands, and going on asks the same one', () =>
		fc.assert(
			fc.property(wanted, judges, fc.integer({ min: 1, max: 400 }), (some, isRight, pace) => {
				const placing = placingOf(some);
				const { answers, placed, timeOver } = walk(placing, isRight, pace);
				const late = at(answers.length * pace + MINUTES * 60);
				const over = placementNow(placing, answers, late);
				expect([over.next, over.placed]).toEqual([null, placed]);
				expect(over.timeOver).toBe(placed.some(({ whole }) => !whole));
				if (!timeOver) return;
				const on = placementNow({ ...placing, clockFrom: late }, answers, late);
				expect(on.next).not.toBeNull();
				expect(answers.map(({ item }) => item)).not.toContain(on.next);
				// What comes in after the minutes is kept.
				const kept = placementNow(placing, [...answers, { item: on.next!, right: false, at: late }], late);
				expect(kept.placed.filter(({ whole }) => whole)).toHaveLength(placed.filter(({ whole }) => whole).length + 1);
			})
		));
});

const pool: fc.Arbitrary<Drawable[]> = fc.constantFrom(...topics).map((topic) => judgedItems(topic));
const heard = fc.dictionary(fc.constantFrom(...topics.flatMap(judgedItems).map(({ id }) => id)), fc.nat(400));

describe('what is drawn', () => {
	test('two of each level, none twice, the same from the same seed, whatever was heard before', () =>
		fc.assert(
			fc.property(fc.nat(), pool, heard, (seed, all, days) => {
				const last = new Map(Object.entries(days).map(([id, ago]) => [id, at(-ago * 86_400)]));
				const drawn = drawItems(seed, all, { last, since: START });
				expect(drawn).toHaveLength(OF_TOPIC);
				expect(new Set(drawn).size).toBe(OF_TOPIC);
				expect(drawn.map((id) => all.find((one) => one.id === id)!.level)).toEqual([1, 1, 2, 2]);
				expect(drawItems(seed, all, { last, since: START })).toEqual(drawn);
			})
		));

	test('what protects comes first, and both kinds where both are there', () => {
		for (const topic of topics)
			for (let seed = 0; seed < 50; seed++) {
				const all = judgedItems(topic);
				const drawn = drawItems(seed, all, { last: new Map(), since: START }).map((id) =>
					all.find((one) => one.id === id)!
				);
				expect(drawn.every(({ critical }) => critical)).toBe(true);
				for (const level of [1, 2] as const) {
					const kinds = new Set(all.filter((one) => one.level === level && one.critical).map(({ genuine }) => genuine));
					expect(new Set(drawn.filter((one) => one.level === level).map(({ genuine }) => genuine))).toEqual(kinds);
				}
			}
	});

	test('what was heard today is drawn only where nothing else is left', () =>
		fc.assert(
			fc.property(fc.nat(), pool, heard, (seed, all, chosen) => {
				const today = new Map(Object.keys(chosen).map((id) => [id, START]));
				const drawn = drawItems(seed, all, { last: today, since: START });
				for (const level of [1, 2] as const) {
					const of = all.filter((one) => one.level === level);
					const left = of.filter(({ id }) => !today.has(id)).length;
					const again = drawn.filter((id) => today.has(id) && of.some((one) => one.id === id)).length;
					expect(again).toBe(Math.max(0, EACH - left));
				}
			})
		));
});

describe('where it leads', () => {
	const open = [
		{ id: 'all', topic: null, free: true },
		{ id: 'full', topic: 'e-id', free: false } as const,
		{ id: 'eid', topic: 'e-id', free: true } as const
	];
	const asked = { topic: 'e-id', seats: [], open, left: ['T4.2'] } as const;

	test('a class of the topic with a place, else one of all topics for the beginning, else together or alone', () => {
		expect(leadOf({ ...asked, begin: 'basics' })).toEqual({ to: 'class', run: 'eid' });
		expect(leadOf({ ...asked, begin: 'onward' })).toEqual({ to: 'class', run: 'eid' });
		expect(leadOf({ ...asked, begin: 'basics', open: open.slice(0, 2) })).toEqual({ to: 'class', run: 'all' });
		expect(leadOf({ ...asked, begin: 'onward', open: open.slice(0, 2) })).toEqual({ to: 'look', statement: 'T4.2' });
		expect(leadOf({ ...asked, begin: 'basics', open: [] })).toEqual({ to: 'hear', statement: 'T4.2' });
		expect(leadOf({ ...asked, begin: 'basics', topic: 'self-protection', open: [] })).toEqual({ to: 'practice' });
		expect(leadOf({ ...asked, begin: 'ready' })).toEqual({ to: 'look', statement: 'T4.2' });
		expect(leadOf({ ...asked, begin: 'ready', left: [] })).toEqual({ to: 'practice' });
	});

	test('who sits in a class of it already is led to their place', () => {
		const seats = [{ id: 'mine', topic: 'e-id' } as const];
		expect(leadOf({ ...asked, begin: 'basics', seats })).toEqual({ to: 'seat', run: 'mine' });
	});
});
