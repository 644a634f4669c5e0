import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { choose } from '#capabilities/notices/choose.server.ts';
import { howWordsGo } from '#capabilities/notices/live.server.ts';
import { anyone, system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import {
	allArrived,
	at,
	byZalo,
	eachOnce,
	endWords,
	hire,
	house,
	kill,
	later,
	levelAll,
	onceOrAsked,
	people,
	sandbox,
	settleAll,
	startWords,
	turn,
	writeWord,
	written
} from './support/killed-words.ts';
import type { Ways } from './support/send-words.ts';

// Takes a minute: a refresh token of Zalo works once. A worker is killed (kill -9) at each of its steps while Zalo gives it new ones: afterwards the house
// goes on by the successor that it committed, or says that somebody has to set a new one and sends words another way.

beforeAll(async () => {
	await startWords();
	await chooseZalo();
}, 120_000);
beforeEach(levelAll);
afterAll(endWords);

/** Whoever holds the account gets a new refresh token by hand, and sets it. */
async function newToken(): Promise<string> {
	const said = await fetch(`${sandbox.gateway}/zalo/ma-moi`, { method: 'POST' });
	return ((await said.json()) as { refresh_token: string }).refresh_token;
}

async function chooseZalo(): Promise<void> {
	const hours = { fromHour: 6, toHour: 21, noonRest: false };
	const how = { locale: 'vi', channel: 'zalo', email: null, withId: null, ...hours } as const;
	for (const { id } of people)
		await choose(at({ ...house.guide, session: crypto.randomUUID(), subject: id, authority: 'present' }), how);
}

/** By which way a word was taken last, and which ways the centre's page says are to be set anew. */
async function wayTaken(word: string): Promise<{ way: string | null; unset: string[] }> {
	const leader = {
		...anyone(new Set(rightsOf.leader)),
		kind: 'staff' as const,
		id: house.officer.id,
		centres: [house.centre]
	};
	const { unset } = await howWordsGo(at(leader), {});
	const [row] = await inScope(
		house.db,
		system('test', new Set(), null, [house.centre]),
		'',
		(sql) => sql<{ channel: string }[]>`
			select channel from notice_try where notice_id = ${word} and said in ('taken', 'arrived') order by handed_at desc limit 1`
	);
	return { way: row?.channel ?? null, unset };
}

/** One word more by another worker, of whom nobody knows what the one before had in hand. */
async function goesOn(ways: Ways, n: number) {
	const after = hire(ways);
	const word = await writeWord(n);
	for (let turns = 0; turns < 2; turns++) {
		later(1.1);
		expect(await turn(after)).toBe('through');
	}
	await kill(after);
	return wayTaken(word);
}

test('killed at each of its steps while Zalo gives new tokens, the house goes on by their successor, or by texts until a new token is set', async () => {
	const went: string[] = [];
	for (let step = 1; ; step++) {
		const ways = byZalo(await newToken());
		await writeWord(step);
		const worker = hire(ways);
		const ended = await turn(worker, step);
		const { way, unset } = await goesOn(ways, step + 1);
		// Lost is what Zalo gave and nobody kept: the page says so, and words go another way.
		expect(unset).toEqual(way === 'sms' ? ['zalo'] : []);
		went.push(way!);
		if (ended === 'through') {
			await kill(worker);
			break;
		}
	}
	expect(went.length).toBeGreaterThan(10);
	expect(new Set(went)).toEqual(new Set(['zalo', 'sms']));
	// Given and not committed it is lost, in one moment of all these.
	expect(went.filter((way) => way === 'sms').length).toBeLessThanOrEqual(4);
	// Its receipts are there before the clock of the words has gone so far that texts would follow.
	await allArrived();
	await settleAll(byZalo(await newToken()));
	await onceOrAsked();
}, 300_000);

test('an answer of Zalo that never arrives leaves the token spent: texts go, the page says what to set, and once it is set Zalo goes again', async () => {
	written.clear();
	await sandbox.lever('zalo', 'lost');
	const ways = byZalo(await newToken());
	// The worker that asked does not know: Zalo has refused nothing yet.
	expect((await goesOn(ways, 1)).way).toBe('sms');
	expect(await goesOn(ways, 2)).toEqual({ way: 'sms', unset: ['zalo'] });
	await sandbox.lever('zalo', 'normal');
	expect(await goesOn(ways, 3)).toEqual({ way: 'sms', unset: ['zalo'] });
	const again = byZalo(await newToken());
	expect(await goesOn(again, 4)).toEqual({ way: 'zalo', unset: [] });
	await allArrived();
	await settleAll(again);
	await eachOnce();
}, 120_000);
