import type { KeyObject } from 'node:crypto';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { smsByHttp } from '#adapters/sms-http.server.ts';
import { zaloByTemplate } from '#adapters/zalo.server.ts';
import { hearReceipt } from '#capabilities/notices/send.server.ts';
import { writeNotice } from '#capabilities/notices/write.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import type { Keys } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { throwawayDatabase } from '../../gate/throwaway.mjs';
import { commitHouse, type House } from './committed.ts';
import { openPostbox, type Postbox } from './receipts.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';
import type { Turn, Ways } from './send-words.ts';

// What tests of killed workers share: a house that commits, workers in processes of their own that a test kills (kill -9), and gateways in
// another, in which one reads what was truly sent, and how often.

export let house: House;
export let sandbox: Sandbox;
let postbox: Postbox;
let folder: string;
let database: Awaited<ReturnType<typeof throwawayDatabase>>;
export let people: readonly { id: string; phone: string }[];

/** The clock of the words: after each kill a minute and a bit, so that whatever was in hand is looked at again. */
let clock = Date.parse('2026-07-14T00:10:00+07:00');
export const later = (minutes: number): void => void (clock += minutes * 60_000);
export const at = (actor: Actor, request = crypto.randomUUID() as string) => ({
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

const base64 = (key: Buffer | KeyObject): string => (Buffer.isBuffer(key) ? key : key.export()).toString('base64');
const in64 = (all: { id: string; key: Buffer | KeyObject }[]) => all.map(({ id, key }) => ({ id, key: base64(key) }));
function writeKeys({ master, lookup, signing, sealing }: Keys): string {
	const file = join(folder, 'keys.json');
	const lists = { master: in64(master), lookup: in64(lookup), sealing: in64(sealing) };
	writeFileSync(file, JSON.stringify({ version: 1, signing: base64(signing), ...lists }), { mode: 0o600 });
	return file;
}

/** A house that commits, in a database of its own, and its gateways. */
export async function startWords(): Promise<void> {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-words-'));
	// A database of its own: so many words that stay would stand in the way of whoever counts words.
	database = await throwawayDatabase();
	Object.assign(process.env, database.env);
	house = await commitHouse();
	people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => settle(n)));
	postbox = await openPostbox((came) => heard(came));
	sandbox = await startSandbox(postbox.origin);
}
export const levelAll = () =>
	Promise.all((['gateway', 'smpp', 'zalo'] as const).map((which) => sandbox.lever(which, 'normal')));
export async function endWords(): Promise<void> {
	sandbox.end();
	postbox.end();
	await house.db.end();
	await database.end();
	rmSync(folder, { recursive: true, force: true });
}

const smsSet = () => {
	const { smsKey: key, smsSecret: password, smsBrand: brand } = sandbox.secrets;
	return { url: sandbox.sms, key, password, brand, secret: 'a-secret-of-the-house', origin: postbox.origin };
};

const zaloSet = () => ({
	...{ url: `${sandbox.gateway}/zalo/message/template`, tokenUrl: `${sandbox.gateway}/zalo/token` },
	...{ appId: sandbox.secrets.zaloAppId, appSecret: sandbox.secrets.zaloAppSecret },
	...{ oaSecret: sandbox.secrets.zaloOaSecret, templates: 'filing.ready=4711' }
});
const noKeeper = { read: () => Promise.reject(new Error('no tokens here')), keep: () => Promise.resolve() };

/** As the program hears what comes to its address. */
async function heard(came: Parameters<NonNullable<ReturnType<typeof smsByHttp>['receipts']>>[0]): Promise<number> {
	const isZalo = came.headers.has('x-zevent-signature');
	const carrier = isZalo ? zaloByTemplate(zaloSet(), noKeeper) : smsByHttp(smsSet());
	const receipts = carrier.receipts!(came);
	if (!receipts) return 401;
	for (const one of receipts) await hearReceipt({ ...house.base, now: new Date(clock) }, carrier.channel, one);
	return 204;
}

/** Zalo first, with a refresh token that was just set, and texts besides. */
export const byZalo = (first: string): Ways => ({
	...{ keysFile: writeKeys(house.base.keys), patience: 3000 },
	...{ way: 'zalo', zalo: zaloSet(), first, sms: smsSet() }
});

export const wayOf = (way: 'sms' | 'sms-2', patience = 3000): Ways => {
	const given = { keysFile: writeKeys(house.base.keys), patience };
	return way === 'sms'
		? { ...given, way, sms: smsSet() }
		: { ...given, way, smpp: { url: sandbox.smpp, brand: sandbox.secrets.smsBrand } };
};

type Worker = { child: ChildProcess; ready: Promise<unknown> };
export function hire(ways: Ways): Worker {
	const env = { ...process.env, WAYS: JSON.stringify(ways), VITEST: '', LOG_LEVEL: 'fatal' };
	const child = fork('tests/support/send-words.ts', [], {
		execArgv: [],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		env
	});
	return { child, ready: once(child, 'message') };
}

/** One turn: until it is through, or until it killed itself. Answers which. */
export async function turn({ child, ready }: Worker, dieAt: number | null = null): Promise<'through' | 'killed'> {
	await ready;
	const ended = Promise.race([
		once(child, 'message').then(() => 'through' as const),
		once(child, 'exit').then(() => 'killed' as const)
	]);
	child.send({ at: new Date(clock).toISOString(), dieAt } satisfies Turn);
	return ended;
}

export async function kill({ child }: Worker): Promise<void> {
	const gone = once(child, 'exit');
	child.kill('SIGKILL');
	await gone;
	expect(child.signalCode).toBe('SIGKILL');
}

export const written = new Set<string>();
export async function writeWord(n: number): Promise<string> {
	const id = crypto.randomUUID();
	const to = people[n % PEOPLE]!.id;
	const teller: Actor = { ...system('notices.tell', only(writeNotice), to, [house.centre]), subject: to };
	const fact = { id, fact: 'filing.ready', topic: 'file', to, of: to, about: crypto.randomUUID(), says: {} };
	const plainly = { must: true, waits: false, known: false, notBefore: null, until: null };
	await writeNotice(at(teller, id), { ...fact, ...plainly, factAt: new Date(clock).toISOString() });
	written.add(id);
	return id;
}
export const writeWords = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => writeWord(n)));

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
export async function standing(): Promise<Standing[]> {
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
			const key = `${phone} ${/(\d{4})\.?$/.exec(text)![1]}`;
			found.set(key, (found.get(key) ?? 0) + 1);
		}
	}
	return ({ phone, codes }) => codes.reduce((sum, code) => sum + (found.get(`${phone} ${code}`) ?? 0), 0);
}

/** Every mark that was seen since the last look: none is lower now. */
const marks = new Map<string, number>();
export async function lookAtMarks(): Promise<void> {
	for (const { id, mark } of await standing()) {
		expect(mark).toBeGreaterThanOrEqual(marks.get(id) ?? 0);
		marks.set(id, mark);
	}
}

/** Whoever is due goes on, hour after hour, until nothing is; then what is on its way arrives. */
export async function settleAll(ways: Ways): Promise<void> {
	const worker = hire(ways);
	for (const minutes of [2, 3, 5, 9, 17, 33]) {
		later(minutes);
		expect(await turn(worker)).toBe('through');
	}
	await allArrived();
	await kill(worker);
}
/** What was taken is on its way in minutes of ours: its receipt is waited for, before the clock of the words goes on. */
export async function allArrived(): Promise<void> {
	const open = async () => (await standing()).filter(({ said }) => said.includes('taken')).length;
	await expect.poll(open, { timeout: 30_000, interval: 250 }).toBe(0);
}
const over = async () => {
	await lookAtMarks();
	const [all, inPhones] = [await standing(), await countInPhones()];
	expect(all).toHaveLength(written.size);
	return all.map((word) => ({ ...word, times: inPhones(word) }));
};

/** Nothing lost, nothing doubled: each word is in its telephone once, and its two dots say so. */
export async function eachOnce(): Promise<void> {
	for (const { times, state, mark, why } of await over())
		expect({ times, state, mark, why }).toEqual({ times: 1, state: 'told', mark: 2, why: null });
}

/** Nothing doubled; and nothing lost: what is in no telephone, or is not known to be in one, stands with people. */
export async function onceOrAsked(): Promise<void> {
	for (const { times, state, mark, why } of await over()) {
		expect(times).toBeLessThanOrEqual(1);
		if (state === 'told') expect({ times, mark, why }).toEqual({ times: 1, mark: 2, why: null });
		else expect({ state, why, mark }).toEqual({ state: 'asks', why: 'silent', mark: 0 });
	}
}
