import { expect, test } from 'vitest';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { beside, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { goLive, sayYesToWords, sendDue, tellPlainly } from '#tests/support/told.ts';
import { choose } from './choose.server.ts';
import { costs, setCosts } from './costs.server.ts';
import { batch, batchOnPaper, lettersToPrint } from './letters.server.ts';
import { printLetters } from './print-letters.server.ts';
import { NO_COSTS } from './rules-costs.ts';
import { sayLetters } from './say-letters.server.ts';
import { hearTry } from './sql.server.ts';
import { tellThem } from './tell-them.server.ts';
import { myTold, toTell } from './told.server.ts';

// What happens to a letter between being printed and being in somebody's hands.

const how = {
	locale: 'vi',
	channel: 'letter',
	email: null,
	fromHour: 7,
	toHour: 20,
	noonRest: true,
	withId: null
} as const;
const standing = async (s: Scene, person: string) =>
	(await myTold(s.as(self(person), 900), {})).rows.map(({ state, why }) => `${state} ${why}`);
const print = (s: Scene, minutes = 60) => printLetters(s.as(s.lua, minutes), { id: crypto.randomUUID() });
const onPaper = async (s: Scene, made: string, minutes: number) =>
	(await batchOnPaper(s.as(s.lua, minutes), { batch: made })).letters.length;

test(
	'read once more and not understood, what goes on paper stays with whoever prints it, and is on no list of calls',
	scene(async (s) => {
		await goLive(s);
		const word = await tellPlainly(s, { must: true }, s.gia);
		await sendDue(s, 6, []);
		const by = s.as(beside(s, s.gia), 20);
		await tellThem(by, { notice: word, tries: 0, how: 'met', outcome: 'unheard' });
		expect(await standing(s, s.gia)).toEqual(['asks letter']);
		expect((await toTell(s.as(s.lua, 21), {})).rows).toEqual([]);
		expect((await print(s)).letters).toBe(1);
		await tellThem(s.as(beside(s, s.gia), 70), { notice: word, tries: 2, how: 'met', outcome: 'unheard' });
		expect(await standing(s, s.gia)).toEqual(['asks letter-out']);
	})
);

test(
	'between printing and posting a restriction, a yes that was taken back and a word that was read stop the letter',
	scene(async (s) => {
		await sayYesToWords(s);
		await choose(s.as(beside(s, s.som), 2), how);
		await tellPlainly(s, { must: false });
		const heard = await tellPlainly(s, { must: true }, s.gia);
		await sendDue(s, 6, []);
		const made = (await print(s)).batch!;
		expect(await onPaper(s, made, 61)).toBe(2);
		await withdraw(s.as(self(s.som), 62), { id: crypto.randomUUID(), person: s.som, purpose: 'notices' } as never);
		expect(await onPaper(s, made, 63)).toBe(1);
		await tellThem(s.as(beside(s, s.gia), 64), { notice: heard, tries: 1, how: 'met', outcome: 'read' });
		expect(await onPaper(s, made, 65)).toBe(0);
		expect((await batch(s.as(s.lua, 66), { batch: made })).letters.map(({ over }) => over)).toEqual([true, true]);
		expect(await refusalOf(sayLetters(s.as(s.lua, 67), { batch: made, how: 'posted' }))).toBe('letter-moved');
	})
);

test(
	'whoever wants their data left alone after it was printed is on no paper any more',
	scene(async (s) => {
		await goLive(s);
		await tellPlainly(s, { must: true }, s.gia);
		await sendDue(s, 6, []);
		const made = (await print(s)).batch!;
		await makeRequest(s.as(self(s.gia), 61), {
			...{ id: crypto.randomUUID(), kind: 'restriction', purpose: null, words: null, ward: null }
		} as never);
		expect(await onPaper(s, made, 62)).toBe(0);
	})
);

test(
	'what is said of a whole batch takes back nothing that was said of one letter meanwhile',
	scene(async (s) => {
		await goLive(s);
		await tellPlainly(s, { must: true }, s.gia);
		await sendDue(s, 6, []);
		const made = (await print(s)).batch!;
		const [letter] = (await batch(s.as(s.lua, 61), { batch: made })).letters;
		await sayLetters(s.as(s.lua, 62), { batch: made, letter: letter!.id, how: 'back' });
		expect(await refusalOf(sayLetters(s.as(s.lua, 63), { batch: made, how: 'given' }))).toBe('letter-moved');
		expect(await standing(s, s.gia)).toEqual(['out null']);
		// Also where the batch was read before the other had spoken: only what nobody spoke of is said.
		const said = { said: 'arrived', over: ['handed'], ref: null, parts: null, fault: null, at: new Date() } as const;
		expect((await lookAs(s.as(s.lua, 64), ({ db }) => hearTry(db, letter!.id, said))).count).toBe(0);
	})
);

test(
	'each letter of a batch counts what those before it cost: the budget holds for all together',
	scene(async (s) => {
		await sayYesToWords(s);
		await choose(s.as(beside(s, s.som), 2), how);
		const { seen } = await costs(s.as(s.thach, 3), {});
		await setCosts(s.as(s.thach, 3), { seen, ...NO_COSTS, letter: 5000, budget: 10_000 });
		for (let n = 0; n < 3; n++) await tellPlainly(s, { must: false });
		await sendDue(s, 6, []);
		expect((await lettersToPrint(s.as(s.lua, 59), {})).rows).toHaveLength(3);
		expect((await print(s)).letters).toBe(2);
		expect((await costs(s.as(s.thach, 70), {})).spent).toBe(10_000);
	})
);
