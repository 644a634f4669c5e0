import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { gateway, mine, sayYesToWords, sendDue, takes, tellPlainly } from '#tests/support/told.ts';
import { costs, setCosts, spentOn } from './costs.server.ts';
import { NO_COSTS, type Costs } from './rules-costs.ts';
import { toTell } from './told.server.ts';

const all = { page: 0, channel: null, fact: null };

const set = async (s: Scene, wish: Partial<Costs>, minutes = 1) => {
	const { seen } = await costs(s.as(s.thach, minutes), {});
	return setCosts(s.as(s.thach, minutes), { seen, ...NO_COSTS, ...wish });
};
const now = (s: Scene, minutes = 60) => costs(s.as(s.thach, minutes), {});

test(
	'no price is known before somebody says it; what went is counted as it was, by way and by text, and each figure opens what it counts',
	scene(async (s) => {
		await sayYesToWords(s);
		expect(await now(s)).toMatchObject({ set: NO_COSTS, spent: 0, ways: [], facts: [] });
		const { carrier } = gateway(({ id }) => ({ ref: id, parts: 2 }));
		await tellPlainly(s, { must: true });
		await sendDue(s, 6, [carrier]);
		expect(await now(s)).toMatchObject({ spent: 0, ways: [{ name: 'sms', words: 1, unpriced: 1, spent: 0 }] });
		const { seen } = await now(s);
		await set(s, { sms: 300 }, 7);
		expect(await refusalOf(setCosts(s.as(s.thach, 8), { seen, ...NO_COSTS }))).toBe('costs-moved');
		await tellPlainly(s, { must: true });
		await sendDue(s, 9, [carrier]);
		await set(s, { sms: 500 }, 10);
		expect(await now(s)).toMatchObject({
			spent: 600,
			month: '2026-07-01',
			ways: [{ name: 'sms', words: 2, parts: 4, unpriced: 1, spent: 600 }],
			facts: [{ name: 'filing.ready', words: 2, spent: 600 }]
		});
		const opened = await spentOn(s.as(s.thach, 60), { ...all, channel: 'sms' });
		expect(opened).toMatchObject({ whole: 2, rows: [{ cost: 600, said: 'taken' }, { cost: null }] });
		expect((await spentOn(s.as(s.thach, 60), { ...all, fact: 'test' })).whole).toBe(0);
		expect((await costs(s.as({ ...s.thach, centres: [2] }, 60), {})).spent).toBe(0);
		// Of another month nothing is counted.
		expect((await costs(s.as(s.thach, 60 * 24 * 30), {})).spent).toBe(0);
	})
);

test(
	'once the month is spent, what may be missed goes by free ways or is read to them, and what must be heard goes all the same',
	scene(async (s) => {
		await sayYesToWords(s);
		await set(s, { sms: 300, smsSecond: 300, budget: 900 });
		const { carrier, handed } = gateway(({ id }) => ({ ref: id, parts: 3 }));
		await tellPlainly(s, { must: true });
		await sendDue(s, 6, [carrier]);
		expect((await now(s)).spent).toBe(900);
		await tellPlainly(s, { must: false });
		await sendDue(s, 7, [carrier]);
		expect(handed).toHaveLength(1);
		expect((await mine(s))[0]).toMatchObject({ state: 'asks', why: 'budget', mark: 0 });
		// Nobody calls for it: it is read when they come by.
		expect((await toTell(s.as(s.lua, 8), {})).rows).toEqual([]);
		expect(await now(s)).toMatchObject({ heldBack: 1, spent: 900 });
		await tellPlainly(s, { must: true });
		await sendDue(s, 9, [carrier]);
		expect(handed).toHaveLength(2);
	})
);

test(
	'what was not taken costs nothing and leaves the money to others; texts without marks are fewer parts',
	scene(async (s) => {
		await sayYesToWords(s);
		await set(s, { sms: 300, budget: 300, unmarked: true });
		const refuses = gateway(() => ({ refused: 'phone is full', forgets: false }));
		await tellPlainly(s, { must: false });
		await sendDue(s, 6, [refuses.carrier]);
		expect(refuses.handed[0]!.text).toMatch(/^Trung tam xa Quang Binh: [\x20-\x7e]+$/);
		expect((await now(s)).spent).toBe(0);
		const { carrier, handed } = gateway(takes);
		await tellPlainly(s, { must: false });
		await sendDue(s, 8, [carrier]);
		expect(handed).toHaveLength(1);
		expect((await now(s)).spent).toBe(300);
	})
);

const words = fc.sample(
	fc.record({
		must: fc.boolean(),
		parts: fc.integer({ min: 1, max: 4 }),
		answer: fc.constantFrom('takes', 'takes', 'refuses', 'silent'),
		budget: fc.option(fc.integer({ min: 0, max: 1500 }), { freq: 5, nil: null })
	}),
	14
);

test(
	'no word that may be missed goes out at a price once the money is spent, whatever comes in which order',
	scene(async (s) => {
		await sayYesToWords(s);
		let [budget, minute] = [600, 6];
		await set(s, { sms: 100, smsSecond: 150, budget });
		for (const { must, parts, answer, budget: other } of words) {
			if (other !== null) await set(s, { sms: 100, smsSecond: 150, budget: (budget = other) }, minute);
			const before = (await now(s, minute)).spent;
			const id = await tellPlainly(s, { must });
			const { carrier } = gateway(({ id: ref }) => {
				if (answer === 'silent') throw new Error('timed out');
				return answer === 'takes' ? { ref, parts } : { refused: 'full', forgets: false };
			});
			await sendDue(s, minute, [carrier, { ...carrier, channel: 'sms-2', keepsIds: false }]);
			const { tries, state } = (await mine(s)).find((one) => one.id === id)!;
			const said = JSON.stringify(words);
			if (!must && before >= budget) expect(tries, said).toEqual([]);
			// Not lost either: it is read to them, or waits for a day on which they were told less.
			if (!must) expect(['asks', 'waiting', 'out'], said).toContain(state);
			else expect(tries, said).not.toEqual([]);
			minute += 1;
		}
	})
);
