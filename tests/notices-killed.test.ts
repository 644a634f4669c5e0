import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smsByHttp } from '#adapters/sms-http.server.ts';
import { hearReceipt } from '#capabilities/notices/send.server.ts';
import { writeNotice } from '#capabilities/notices/write.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import type { Keys } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { throwawayDatabase } from '../gate/throwaway.mjs';
import { commitHouse, type House } from './support/committed.ts';
import { openPostbox, type Postbox } from './support/receipts.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';
import type { Turn, Ways } from './support/send-words.ts';

// A worker that sends words is killed (kill -9) again and again, at any moment and at each of its steps. What its gateways have is in a
// process of its own: there one reads what was truly sent, and how often.

/** At random moments; `WORD_KILLS=100 npm test -- notices-killed` runs so many. */
const KILLS = Number(process.env['WORD_KILLS'] ?? 20);

let house: House;
let sandbox: Sandbox;
let postbox: Postbox;
let folder: string;
let database: Awaited<ReturnType<typeof throwawayDatabase>>;
let people: { id: string; phone: string }[];

/** The clock of the words: after each kill a minute and a bit, so that whatever was in hand is looked at again. */
let clock = Date.parse('2026-07-14T00:10:00+07:00');
const later = (minutes: number): void => void (clock += minutes * 60_000);
const at = (actor: Actor, request = crypto.randomUUID() as string) => ({
	...house.as(actor, request),
	now: new Date(clock)
});

const PEOPLE = 12;
async function settle(n: number): Promise<{ id: string; phone: string }> {
	const [id, phone] = [crypto.randomUUID(), `0900001${String(n).padStart(3, '0')}`];
	const door = system('door', new Set(['residents.record-person']), null, [house.centre]);
	await recordPerson(at(door), {
		...{ id, commune: house.centre - 1, name: `Sương Văn ${'Một Hai Ba Bốn'.split(' ')[n % 4]}`, birthYear: 1940 + n },
		...{ birthDate: null, gender: 'male', hamlet: 'thôn Bến Gió', number: null, phone, needs: [] },
		...{ verified: true, madeUp: true }
	});
	const beside = { ...house.guide, session: crypto.randomUUID(), subject: id, authority: 'present' as const };
	const yes = { person: id, purpose: 'notices' as const, version: 1, answer: 'given' as const, readAloud: true };
	await askConsent(at(beside), { id: crypto.randomUUID(), ...yes });
	return { id, phone };
}

const in64 = <T extends { id: string; key: Buffer }>(all: T[]) =>
	all.map(({ id, key }) => ({ id, key: key.toString('base64') }));
function writeKeys({ master, lookup, signing, sealing }: Keys): string {
	const file = join(folder, 'keys.json');
	const lists = { master: in64(master), lookup: in64(lookup), sealing: in64(sealing) };
	writeFileSync(file, JSON.stringify({ version: 1, signing: signing.toString('base64'), ...lists }), { mode: 0o600 });
	return file;
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-words-'));
	// A database of its own: so many words that stay would stand in the way of whoever counts words.
	database = await throwawayDatabase();
	Object.assign(process.env, database.env);
	house = await commitHouse();
	people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => settle(n)));
	postbox = await openPostbox((came) => heard(came));
	sandbox = await startSandbox(postbox.origin);
}, 120_000);
beforeEach(() => Promise.all([sandbox.lever('gateway', 'normal'), sandbox.lever('smpp', 'normal')]));
afterAll(async () => {
	sandbox.end();
	postbox.end();
	await house.db.end();
	await database.end();
	rmSync(folder, { recursive: true, force: true });
});

const smsSet = () => {
	const { smsKey: key, smsSecret: password, smsBrand: brand } = sandbox.secrets;
	return { url: sandbox.sms, key, password, brand, secret: 'a-secret-of-the-house', origin: postbox.origin };
};

/** As the program hears what comes to its address. */
async function heard(came: Parameters<NonNullable<ReturnType<typeof smsByHttp>['receipts']>>[0]): Promise<number> {
	const receipts = smsByHttp(smsSet()).receipts!(came);
	if (!receipts) return 401;
	for (const one of receipts) await hearReceipt({ ...house.base, now: new Date(clock) }, 'sms', one);
	return 204;
}

const wayOf = (way: Ways['way'], patience = 3000): Ways => {
	const given = { keysFile: writeKeys(house.base.keys), patience };
	return way === 'sms'
		? { ...given, way, sms: smsSet() }
		: { ...given, way, smpp: { url: sandbox.smpp, brand: sandbox.secrets.smsBrand } };
};

type Worker = { child: ChildProcess; ready: Promise<unknown> };
function hire(ways: Ways): Worker {
	const env = { ...process.env, WAYS: JSON.stringify(ways), VITEST: '', LOG_LEVEL: 'fatal' };
	const child = fork('tests/support/send-words.ts', [], {
		execArgv: [],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		env
	});
	return { child, ready: once(child, 'message') };
}

/** One turn: until it is through, or until it killed itself. Answers which. */
async function turn({ child, ready }: Worker, dieAt: number | null = null): Promise<'through' | 'killed'> {
	await ready;
	const ended = Promise.race([
		once(child, 'message').then(() => 'through' as const),
		once(child, 'exit').then(() => 'killed' as const)
	]);
	child.send({ at: new Date(clock).toISOString(), dieAt } satisfies Turn);
	return ended;
}

async function kill({ child }: Worker): Promise<void> {
	const gone = once(child, 'exit');
	child.kill('SIGKILL');
	await gone;
	expect(child.signalCode).toBe('SIGKILL');
}

const written = new Set<string>();
async function writeWord(n: number): Promise<string> {
	const id = crypto.randomUUID();
	const to = people[n % PEOPLE]!.id;
	const teller: Actor = { ...system('notices.tell', only(writeNotice), to, [house.centre]), subject: to };
	const fact = { id, fact: 'filing.ready', topic: 'file', to, of: to, about: crypto.randomUUID(), says: {} };
	const plainly = { must: true, waits: false, known: false, notBefore: null, until: null };
	await writeNotice(at(teller, id), { ...fact, ...plainly, factAt: new Date(clock).toISOString() });
	written.add(id);
	return id;
}
const writeWords = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => writeWord(n)));

type Standing = {
	id: string;
	phone: string;
	state: string;
	why: string | null;
	mark: number;
	codes: string[];
	said: string[];
};
/** How each word stands, and the codes of its hand-overs. */
async function standing(): Promise<Standing[]> {
	const phones = new Map(people.map(({ id, phone }) => [id, phone]));
	const rows = await inScope(
		house.db,
		system('test', new Set(), null, [house.centre]),
		'',
		(sql) =>
			sql<(Omit<Standing, 'phone'> & { personId: string })[]>`
			select n.id, n.person_id, n.state, n.why, n.mark, array_remove(array_agg(t.code), null) as codes, array_remove(array_agg(t.said), null) as said
			from notice n left join notice_try t on t.notice_id = n.id where n.centre_id = ${house.centre} group by n.id`
	);
	return rows
		.map(({ personId, ...row }) => ({ ...row, phone: phones.get(personId)! }))
		.filter(({ id }) => written.has(id));
}

/** How often a word lies in the telephone it is for: by the code that stands in it. */
async function countInPhones(): Promise<(word: Standing) => number> {
	const found = new Map<string, number>();
	for (const { phone } of people) {
		const said = await fetch(`${sandbox.telephone}/may/${phone}`);
		for (const { text } of ((await said.json()) as { messages: { text: string }[] }).messages) {
			const key = `${phone} ${/(\d{4})\.$/.exec(text)![1]}`;
			found.set(key, (found.get(key) ?? 0) + 1);
		}
	}
	return ({ phone, codes }) => codes.reduce((sum, code) => sum + (found.get(`${phone} ${code}`) ?? 0), 0);
}

/** Every mark that was seen since the last look: none is lower now. */
const marks = new Map<string, number>();
async function lookAtMarks(): Promise<void> {
	for (const { id, mark } of await standing()) {
		expect(mark).toBeGreaterThanOrEqual(marks.get(id) ?? 0);
		marks.set(id, mark);
	}
}

/** Whoever is due goes on, hour after hour, until nothing is; then what is on its way arrives. */
async function settleAll(ways: Ways): Promise<void> {
	const worker = hire(ways);
	for (const minutes of [2, 3, 5, 9, 17, 33]) {
		later(minutes);
		expect(await turn(worker)).toBe('through');
	}
	const open = async () => (await standing()).filter(({ said }) => said.includes('taken')).length;
	await expect.poll(open, { timeout: 30_000, interval: 250 }).toBe(0);
	await kill(worker);
}
const over = async () => {
	await lookAtMarks();
	const [all, inPhones] = [await standing(), await countInPhones()];
	expect(all).toHaveLength(written.size);
	return all.map((word) => ({ ...word, times: inPhones(word) }));
};

/** Nothing lost, nothing doubled: each word is in its telephone once, and its two dots say so. */
async function eachOnce(): Promise<void> {
	for (const { times, state, mark, why } of await over())
		expect({ times, state, mark, why }).toEqual({ times: 1, state: 'told', mark: 2, why: null });
}

/** Nothing doubled; and nothing lost: what is in no telephone, or is not known to be in one, stands with people. */
async function onceOrAsked(): Promise<void> {
	for (const { times, state, mark, why } of await over()) {
		expect(times).toBeLessThanOrEqual(1);
		if (state === 'told') expect({ times, mark, why }).toEqual({ times: 1, mark: 2, why: null });
		else expect({ state, why, mark }).toEqual({ state: 'asks', why: 'silent', mark: 0 });
	}
}

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
