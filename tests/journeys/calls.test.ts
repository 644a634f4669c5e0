import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import type { Demo } from '../support/house.ts';
import { origin } from './walk.ts';

// A call by key is answered by the server itself; the same call with a question mark behind its address goes through its route. Nobody can tell one from
// the other.

const { hostname, port } = new URL(origin);
let key: string;
let person: string;

beforeAll(async () => {
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	key = demo.staff.find(({ login }) => login === 'mai')!.apiKey;
	const found = await call('/api/queries/residents.find', { words: 'man thi que' });
	person = (JSON.parse(found.body) as { id: string; name: string }[]).find(({ name }) => name === 'Mận Thị Quế')!.id;
});

type Answer = { status: number; headers: Record<string, unknown>; body: string };

async function call(path: string, body: unknown, more: Record<string, string | string[]> = {}, agent?: Agent) {
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	const sent = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
	const asked = request(
		{
			...{ hostname, port, path, method: 'POST', agent },
			headers: {
				authorization: `Bearer ${key}`,
				...{ 'content-type': 'application/json', 'content-length': sent.length, ...more }
			}
		},
		(reply) => {
			const parts: Buffer[] = [];
			reply.on('data', (part: Buffer) => parts.push(part));
			reply.on('end', () => {
				const { date: _, ...headers } = reply.headers;
				resolve({ status: reply.statusCode!, headers, body: Buffer.concat(parts).toString() });
			});
		}
	);
	asked.on('error', reject);
	asked.end(sent);
	return promise;
}

const file = () => ({
	...{ id: crypto.randomUUID(), person, procedure: '2.000635', papers: [] },
	answers: { copies: '2', 'registered-on': '1972', 'for-self': 'yes' }
});
const bom = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"centre":1}')]);

test.each<[what: string, status: number, path: string, body: () => unknown, headers?: Record<string, string>]>([
	['what is asked', 200, 'queries/places.centre', () => ({ centre: 1 })],
	['what begins with a mark of its encoding', 200, 'queries/places.centre', () => bom],
	['a filing', 200, 'commands/cases.submit', file],
	['a refusal', 409, 'commands/cases.submit', () => ({ ...file(), person: crypto.randomUUID() })],
	[
		'in Hindi',
		409,
		'commands/cases.submit',
		() => ({ ...file(), person: crypto.randomUUID() }),
		{ 'accept-language': 'hi' }
	],
	['what no shape takes', 422, 'commands/cases.submit', () => ({ ...file(), person: 'nobody' })],
	['what is no JSON', 422, 'commands/cases.submit', () => Buffer.from('{"id":')],
	['nothing', 422, 'queries/places.centre', () => Buffer.alloc(0)],
	['bytes that are no text', 422, 'queries/places.centre', () => Buffer.from([0xff, 0xfe, 0x7b])],
	['a door that is none', 404, 'commands/cases.nothing', () => ({})],
	['a query as a command', 404, 'commands/places.centre', () => ({ centre: 1 })],
	['a door that is nobody’s', 403, 'commands/access.ask-reset', () => ({})],
	['a key that is none', 401, 'queries/places.centre', () => ({ centre: 1 }), { authorization: 'Bearer none' }],
	['no bearer', 401, 'queries/places.centre', () => ({ centre: 1 }), { authorization: 'Basic eDp5' }]
])('%s is answered the same, by the server and by its route', async (_, status, path, body, headers) => {
	const direct = await call(`/api/${path}`, body(), headers);
	const routed = await call(`/api/${path}?`, body(), headers);
	const plain = (answer: Answer) => ({ ...answer, body: answer.body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id') });
	expect(plain(direct)).toEqual(plain(routed));
	expect(direct.status).toBe(status);
	expect(direct.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

test('the same request answers the same on either way, and other content is refused', async () => {
	const [once, input] = [{ 'idempotency-key': crypto.randomUUID() }, file()];
	const first = await call('/api/commands/cases.submit', input, once);
	expect(first.status).toBe(200);
	for (const path of ['/api/commands/cases.submit', '/api/commands/cases.submit?'])
		expect((await call(path, input, once)).body).toBe(first.body);
	expect(await call('/api/commands/cases.submit', file(), once)).toMatchObject({
		status: 409,
		body: expect.stringContaining('request-used')
	});
});

test('who leaves in the middle, or whose body nobody reads, holds nobody up', async () => {
	for (let n = 0; n < 20; n++) {
		const socket = connect(Number(port), hostname);
		socket.on('error', () => {});
		socket.write(
			`POST /api/commands/cases.submit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 900\r\n\r\n{"id":`
		);
		setTimeout(() => socket.destroy(), 100);
	}
	// One line for all: what was not read of one is not read as the next.
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const large = Buffer.alloc(700_000, 32);
	for (let n = 0; n < 3; n++) {
		const refused = await call('/api/queries/places.centre', large, { authorization: 'Bearer none' }, agent);
		expect(refused.status).toBe(401);
		expect((await call('/api/queries/places.centre', { centre: 1 }, {}, agent)).status).toBe(200);
	}
	agent.destroy();
	expect((await call('/api/queries/places.centre', Buffer.alloc(1_100_000, 32))).status).toBe(413);
});
