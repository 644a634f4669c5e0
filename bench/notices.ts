import { smsByHttp } from '#adapters/sms-http.server.ts';
import { submitCase } from '#capabilities/cases/submit.server.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import type { Carrier } from '#capabilities/notices/port.ts';
import { sendNotices } from '#capabilities/notices/send.server.ts';
import { writeNotice } from '#capabilities/notices/write.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { register } from '#platform/listen.server.ts';
import { work } from '#platform/worker.server.ts';
import { rooms } from '#program/rooms.ts';
import { throwawayDatabase } from '../gate/throwaway.mjs';
import { commitHouse, type House } from '../tests/support/committed.ts';
import { startSandbox, type Sandbox } from '../tests/support/sandbox.ts';
import { hammer, say, seconds } from './say.ts';

/** As many as are on their way at once in the worker. */
const LANES = 12;
const WORDS = Number(process.env['BENCH_WORDS'] ?? 400);
const NONE = 'https://house.invalid';

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
};

/** Whoever is told something: four words each, as on a busy day. */
async function settle(house: House, n: number): Promise<string> {
	const id = crypto.randomUUID();
	const door = system('door', new Set(['residents.record-person']), null, [house.centre]);
	await recordPerson(house.as(door), {
		...{ id, commune: house.centre - 1, name: 'Sương Văn Trôi', birthYear: 1950, birthDate: null, gender: 'male' },
		...{ hamlet: 'thôn Bến Gió', number: null, phone: `0900${String(100_000 + n)}`, needs: [] },
		...{ verified: true, madeUp: true }
	});
	const beside = { ...house.guide, session: crypto.randomUUID(), subject: id, authority: 'present' as const };
	const yes = { person: id, purpose: 'notices' as const, version: 1, answer: 'given' as const, readAloud: true };
	await askConsent(house.as(beside), { id: crypto.randomUUID(), ...yes });
	return id;
}

/** Words that have to be heard, so that no daily limit ends them. */
async function writeWords(house: House): Promise<void> {
	const plainly = { must: true, waits: false, known: false, notBefore: null, until: null, says: {} };
	const people: string[] = [];
	for (let n = 0; n < WORDS / 4; n++) people.push(await settle(house, n));
	for (let n = 0; n < WORDS; n++) {
		const [to, id] = [people[n % people.length]!, crypto.randomUUID()];
		const teller = { ...system('notices.tell', only(writeNotice), to, [house.centre]), subject: to };
		const fact = { id, fact: 'filing.ready', topic: 'file', to, of: to, about: crypto.randomUUID() };
		await writeNotice(house.as(teller, id), { ...fact, ...plainly, factAt: new Date().toISOString() });
	}
}

/** The same texts straight to the gateway, as many at once, and nothing kept of them. */
const bareCalls = (carrier: Carrier) =>
	timed(async () => {
		let left = WORDS;
		const lane = async (): Promise<void> => {
			while (left-- > 0) {
				const text = 'Trung tâm xã Thử: việc của bác đã xong, mời bác đến nhận. Mã tin 0000.';
				const to = '+84900000318';
				const template = { name: 'filing.ready', blanks: {} };
				await carrier.hand({ id: crypto.randomUUID(), to, text, template, standsFor: 86_400 });
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
	});

async function wordsPerSecond(house: House, sandbox: Sandbox): Promise<void> {
	const { smsKey: key, smsSecret: password, smsBrand: brand } = sandbox.secrets;
	const carrier = smsByHttp({ url: sandbox.sms, key, password, brand, secret: 'a-secret', origin: NONE });
	await sandbox.lever('gateway', 'mute');
	// The stand-in keeps a thousand: it writes as much of them before and after.
	for (let n = 0; n * WORDS < 1000; n++) await bareCalls(carrier);
	await writeWords(house);
	const before = await bareCalls(carrier);
	const chore = sendNotices([carrier]);
	const ours = await timed(() => chore.run({ ...house.base, clock: () => new Date() }));
	const after = await bareCalls(carrier);
	const bare = (2 * WORDS) / (before + after);
	say(`${WORDS} words: handed over, sent, answer kept`, WORDS / ours, 'a second');
	say('the same texts to the same gateway, nothing kept', bare, 'a second');
	say('ratio to bare calls', WORDS / ours / bare, '', '≥ 0.5');
}

const listeners = rooms.flatMap(({ listens }) => listens);
const others = listeners.filter(({ name }) => !name.startsWith('notices.'));

/** So many a second with these listeners, whom a worker beside it lets hear. */
async function rateWith(house: House, heard: typeof listeners, call: () => Promise<unknown>): Promise<number> {
	register(heard);
	const over = new AbortController();
	const working = work({ ...house.base, db: house.db, forLong: house.db, clock: () => new Date() }, [], over.signal);
	const time = seconds(8);
	const took = await hammer(LANES, time, call);
	over.abort();
	await working;
	return took.length / time;
}

async function besideListeners(house: House): Promise<void> {
	const draft = async (): Promise<string> => {
		const id = crypto.randomUUID();
		const papers = [{ id: crypto.randomUUID(), paper: 'a', verdict: 'seen' as const, sha256: null }];
		await submitCase(house.as(house.officer), {
			id,
			person: house.person,
			procedure: '2.000635',
			answers: { copies: '2' },
			papers
		});
		return id;
	};
	let n = 0;
	const filed = async (): Promise<unknown> =>
		recordOfficialCode(house.as(house.officer), {
			case: await draft(),
			code: `000.00.00.H56-260714-${String(n++).padStart(6, '0')}`
		});
	for (const [what, call, target] of [
		['cases.submit', draft, '≥ 0.95'],
		['cases.submit and its official code, which is told', filed, undefined]
	] as const) {
		await rateWith(house, others, call);
		const [one, two] = [await rateWith(house, others, call), await rateWith(house, listeners, call)];
		const [three, four] = [await rateWith(house, listeners, call), await rateWith(house, others, call)];
		say(`${what}, listeners of notices`, (two + three) / 2, 'a second');
		say('  ratio to the same without them', (two + three) / (one + four), '', target);
	}
}

export async function run(): Promise<void> {
	const { env, end } = await throwawayDatabase();
	Object.assign(process.env, env);
	const sandbox = await startSandbox(NONE);
	try {
		const house = await commitHouse();
		await wordsPerSecond(house, sandbox);
		await besideListeners(house);
		await house.db.end();
	} finally {
		sandbox.end();
		await end();
	}
}
