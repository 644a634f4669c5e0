import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pushKeyOf, pushToBrowsers } from '#adapters/push.server.ts';
import type { Carrier, Handing } from '#capabilities/notices/port.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

// Rings in browsers: sealed here, opened by browsers of the stand-in with another library.

let sandbox: Sandbox;
let push: Carrier;
const key = randomBytes(32).toString('base64url');
const contact = 'mailto:tin@xa-may.example';
const hostOf = (url: string): string => new URL(url).host;

async function subscribe(): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> {
	const headers = { 'content-type': 'application/json' };
	const said = await fetch(`${sandbox.gateway}/push/dang-ky`, { method: 'POST', headers, body: '{}' });
	return (await said.json()) as Awaited<ReturnType<typeof subscribe>>;
}
const rang = async ({ endpoint }: { endpoint: string }): Promise<string[]> => {
	const said = (await (await fetch(endpoint)).json()) as { rang: { text: string }[] };
	return said.rang.map(({ text }) => text);
};
const handing = (to: unknown, given: Partial<Handing> = {}): Handing => ({
	id: crypto.randomUUID(),
	to: typeof to === 'string' ? to : JSON.stringify(to),
	text: 'Có tin mới',
	template: { name: 'x', blanks: {} },
	standsFor: 3600.4,
	...given
});

beforeAll(async () => {
	sandbox = await startSandbox('http://127.0.0.1:1');
	push = pushToBrowsers({ key, contact, hosts: hostOf(sandbox.gateway) }, 1500);
}, 60_000);
beforeEach(() => sandbox.lever('push', 'normal'));
afterAll(() => sandbox.end());

test('taken, the browser that it was sealed to reads it, and no other', async () => {
	const [one, other] = [await subscribe(), await subscribe()];
	const word = handing(one);
	expect(await push.hand(word)).toEqual({ ref: word.id, parts: 1 });
	expect(await rang(one)).toEqual(['Có tin mới']);
	expect(await rang(other)).toEqual([]);
	expect([push.keepsIds, push.receipts]).toEqual([false, undefined]);
});

test('what browsers are given is a point on P-256', () => {
	const point = Buffer.from(pushKeyOf(key), 'base64url');
	expect([point.length, point[0]]).toEqual([65, 4]);
});

test('a subscription that is gone or never was is forgotten; one that waits is not', async () => {
	const one = await subscribe();
	await sandbox.lever('push', 'gone');
	expect(await push.hand(handing(one))).toEqual({ refused: 'gone', forgets: true });
	await sandbox.lever('push', 'normal');
	const never = { ...one, endpoint: one.endpoint.replace(/\w{32}$/, '0'.repeat(32)) };
	expect(await push.hand(handing(never))).toEqual({ refused: 'gone', forgets: true });
	await sandbox.lever('push', 'busy');
	expect(await push.hand(handing(one))).toEqual({ refused: 'not-now 429', forgets: false });
});

test('what is no subscription goes nowhere', async () => {
	const one = await subscribe();
	for (const to of ['x', '{}', { ...one, keys: { p256dh: 'AAAA', auth: 'AAAA' } }])
		expect(await push.hand(handing(to))).toEqual({ refused: 'subscription', forgets: true });
	expect(await rang(one)).toEqual([]);
});

test('a host that is not listed is never called, nor one that a redirect leads to', async () => {
	const asked: string[] = [];
	const elsewhere = createServer((request, response) => {
		asked.push(request.url!);
		response.writeHead(307, { location: '/there' }).end();
	});
	await new Promise<void>((ready) => elsewhere.listen(0, '127.0.0.1', ready));
	const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	const to = { ...(await subscribe()), endpoint: `${origin}/here` };
	expect(await push.hand(handing(to))).toEqual({ refused: 'host', forgets: false });
	expect(asked).toEqual([]);
	const led = pushToBrowsers({ key, contact, hosts: hostOf(origin) });
	await expect(led.hand(handing(to))).rejects.toThrow();
	expect(asked).toEqual(['/here']);
	elsewhere.close();
	await expect(led.hand(handing({ ...to, endpoint: 'https://10.0.0.1/x' }))).resolves.toMatchObject({
		refused: 'host'
	});
});

test('silent though it rang, and down: it throws', async () => {
	const one = await subscribe();
	await sandbox.lever('push', 'silent');
	await expect(push.hand(handing(one))).rejects.toThrow();
	expect(await rang(one)).toEqual(['Có tin mới']);
	await sandbox.lever('push', 'down');
	const fault: unknown = await push.hand(handing(one)).catch((thrown: unknown) => thrown);
	expect([fault instanceof Error, fault instanceof NotSent]).toEqual([true, false]);
});

test('who signs for nobody is turned away there, and that is a refusal', async () => {
	const one = await subscribe();
	const nobody = pushToBrowsers({ key, contact: 'nobody', hosts: hostOf(sandbox.gateway) });
	expect(await nobody.hand(handing(one))).toEqual({ refused: 'http 403', forgets: false });
});
