import { afterAll, beforeAll, expect, test } from 'vitest';
import { eIdByOidc } from '#adapters/e-id.server.ts';
import type { EId } from '#capabilities/access/port.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

// The contract of the e-ID port, over real sockets: what any provider that is set in the stand-in's place must do.

const BACK = 'http://127.0.0.1:4000/dang-nhap/ve';
const SOM = 'suong-thi-som';

let sandbox: Sandbox;
let eId: EId;
beforeAll(async () => {
	sandbox = await startSandbox('http://127.0.0.1:4000');
	eId = eIdByOidc({ issuer: sandbox.eId, clientId: 'tung-nha', secret: sandbox.secrets.eIdClientSecret, levels: '' });
}, 30_000);
afterAll(() => sandbox.end());

/** A browser that keeps cookies and follows the provider until it leaves for us; a page that asks gets a tap. */
async function tap(url: string, person: string): Promise<URL> {
	const jar = new Map<string, string>();
	let next: { url: string; body?: URLSearchParams } = { url };
	for (let n = 0; n < 12; n++) {
		const said = await fetch(next.url, {
			redirect: 'manual',
			method: next.body ? 'POST' : 'GET',
			body: next.body,
			headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
		});
		for (const set of said.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
			jar.set(name!, value!);
		}
		const to = said.headers.get('location');
		if (to === null) {
			const page = await said.text();
			expect(page).toContain('Mô phỏng');
			expect(page).not.toMatch(/type="(password|text|tel|number)"|<input(?![^>]*hidden)/);
			next = { url: next.url, body: new URLSearchParams({ id: person }) };
			continue;
		}
		const target = new URL(to, next.url);
		if (target.href.startsWith(BACK)) return target;
		next = { url: target.href };
	}
	throw new Error('the provider never came back');
}

test('whoever taps comes back with name, birth, number and level', async () => {
	const { url, trip } = await eId.begin(BACK);
	const asked = new URL(url).searchParams;
	expect(asked.get('prompt')).toBe('login');
	expect(asked.get('code_challenge_method')).toBe('S256');
	expect(asked.get('code_challenge')).not.toBe(trip.verifier);
	const returned = await tap(url, SOM);
	expect(await eId.finish(returned, trip)).toEqual({
		...{ name: 'Sương Thị Sớm', level: 2, number: '097150004127' },
		birthDate: '1950-03-14'
	});
});

test('a return works once', async () => {
	const { url, trip } = await eId.begin(BACK);
	const returned = await tap(url, SOM);
	await eId.finish(returned, trip);
	await expect(eId.finish(returned, trip)).rejects.toThrow();
});

test.each([
	['another state', { state: 'x'.repeat(43) }],
	['another nonce', { nonce: 'x'.repeat(43) }],
	['another verifier', { verifier: 'x'.repeat(43) }]
])('a return with %s lets nobody in', async (_, wrong) => {
	const { url, trip } = await eId.begin(BACK);
	const returned = await tap(url, SOM);
	await expect(eId.finish(returned, { ...trip, ...wrong })).rejects.toThrow();
});

test('a request without PKCE is refused by the provider itself', async () => {
	const { url } = await eId.begin(BACK);
	const bare = new URL(url);
	bare.searchParams.delete('code_challenge');
	bare.searchParams.delete('code_challenge_method');
	expect((await tap(bare.href, SOM)).searchParams.get('error')).toBe('invalid_request');
});

test('whoever goes back without choosing is nobody', async () => {
	const { url, trip } = await eId.begin(BACK);
	const returned = await tap(url, '');
	expect(returned.searchParams.get('error')).toBe('access_denied');
	await expect(eId.finish(returned, trip)).rejects.toThrow();
});

test('a wrong client secret ends at the door', async () => {
	const stranger = eIdByOidc({ issuer: sandbox.eId, clientId: 'tung-nha', secret: 'w'.repeat(40), levels: '' });
	const { url, trip } = await stranger.begin(BACK);
	await expect(stranger.finish(await tap(url, SOM), trip)).rejects.toThrow();
});
