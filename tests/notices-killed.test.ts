import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
	eachOnce,
	endWords,
	hire,
	kill,
	later,
	levelAll,
	lookAtMarks,
	onceOrAsked,
	sandbox,
	settleAll,
	standing,
	startWords,
	turn,
	wayOf,
	writeWord,
	writeWords,
	written
} from './support/killed-words.ts';
import type { Ways } from './support/send-words.ts';

// Takes a minute: a worker that sends words is killed (kill -9) again and again, at any moment and at each of its steps. What its gateways have is in a
// process of its own: there one reads what was truly sent, and how often.

/** At random moments; `WORD_KILLS=100 npm test -- notices-killed` runs so many. */
const KILLS = Number(process.env['WORD_KILLS'] ?? 20);

beforeAll(startWords, 120_000);
beforeEach(levelAll);
afterAll(endWords);

/** Kills as often at any moment of a turn; each time some more words wait. */
async function killAtRandom(ways: Ways, kills: number): Promise<void> {
	const first = hire(ways);
	await first.ready;
	await writeWords(WORDS);
	const begun = performance.now();
	expect(await turn(first)).toBe('through');
	const whole = performance.now() - begun;
	await kill(first);
	let next = hire(ways);
	for (let n = 0; n < kills; n++) {
		const worker = next;
		next = hire(ways);
		// Every other one has time for what the one before it left; else that is killed again as well.
		if (n % 2 === 0) expect(await turn(worker)).toBe('through');
		await writeWords(WORDS);
		await worker.ready;
		void turn(worker);
		await new Promise((soon) => setTimeout(soon, Math.random() * whole));
		await kill(worker);
		later(1.1);
		if (n % 10 === 0) await lookAtMarks();
	}
	await kill(next);
}
const WORDS = 6;

/** Kills at the first step of a word, at the second and so on, until a turn comes through; another worker goes on each time. */
async function killAtEachStep(ways: Ways): Promise<number> {
	const after = hire(ways);
	for (let step = 1; ; step++) {
		await writeWord(step);
		const worker = hire(ways);
		const ended = await turn(worker, step);
		if (ended === 'through') {
			await Promise.all([kill(worker), kill(after)]);
			return step - 1;
		}
		expect(worker.child.signalCode).toBe('SIGKILL');
		for (let n = 0; n < 2; n++) {
			later(1.1);
			expect(await turn(after)).toBe('through');
			await lookAtMarks();
		}
	}
}

test('killed at each of its steps, every word is sent once by a gateway that keeps ids', async () => {
	const ways = wayOf('sms');
	expect(await killAtEachStep(ways)).toBeGreaterThanOrEqual(9);
	await sandbox.lever('gateway', 'silent');
	await killAtEachStep(wayOf('sms', 300));
	await sandbox.lever('gateway', 'normal');
	await settleAll(ways);
	await eachOnce();
}, 180_000);

test('killed again and again at any moment, every word is sent once, every mark is true and none went back', async () => {
	written.clear();
	const ways = wayOf('sms');
	await killAtRandom(ways, KILLS);
	await settleAll(ways);
	await eachOnce();
}, 400_000);

test('killed at each of its steps, no word is sent twice by a gateway that keeps no ids: what may have gone stands with people', async () => {
	written.clear();
	const ways = wayOf('sms-2');
	expect(await killAtEachStep(ways)).toBeGreaterThanOrEqual(9);
	await sandbox.lever('smpp', 'silent');
	await killAtEachStep(wayOf('sms-2', 300));
	await sandbox.lever('smpp', 'normal');
	await settleAll(ways);
	await onceOrAsked();
}, 180_000);

test('killed again and again at any moment, it loses and doubles nothing there either', async () => {
	written.clear();
	const ways = wayOf('sms-2');
	await killAtRandom(ways, Math.ceil(KILLS / 4));
	await settleAll(ways);
	await onceOrAsked();
	const all = await standing();
	expect(all.filter(({ state }) => state === 'told').length).toBeGreaterThan(all.length / 2);
}, 240_000);
