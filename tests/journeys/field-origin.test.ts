import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginWith } from './guide.ts';
import { calm, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// The field's app has an origin of its own: a desk that is left has its browser forget what it stored, and a visit that was not sent
// yet has to outlive that. Whatever is of one side is not there on the other.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const ask = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });
const say = (path: string, body: string, headers: Record<string, string> = {}) =>
	ask(field + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const statusOf = async (url: string, init?: RequestInit) => [url, (await ask(url, init)).status];

/** The cookies of somebody of the staff, as a browser would send them to any port of this host. */
async function staffCookie(): Promise<string> {
	const { page, context } = await walker(browser);
	await signIn(page, 'lua', null);
	const cookies = await context.cookies(field);
	await context.close();
	return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

test('no page, file or door of the desk is there on the field’s port, not even for staff, and none of the field at the desk', async () => {
	const cookie = await staffCookie();
	expect(cookie).toContain('nhan-vien=');
	expect((await ask(`${origin}/can-bo/bang`, { headers: { cookie } })).status).toBe(200);
	const desk = ['/', '/can-bo', '/can-bo/bang', '/can-bo/dang-nhap', '/healthz', '/tung-nha.svg', '/api/openapi.json'];
	for (const path of [...desk, '/ra-ngo/%2e%2e/can-bo/bang', '/%zz'])
		for (const headers of [{}, { cookie }] as Record<string, string>[])
			expect(await statusOf(field + path, { headers })).toEqual([field + path, 404]);
	const sent = { method: 'POST', headers: { origin: field, cookie }, body: new URLSearchParams() };
	for (const path of ['/can-bo/phien/ra', '/can-bo/ra', '/api/commands/payments.take-cash'])
		expect(await statusOf(field + path, sent)).toEqual([field + path, 404]);
	for (const path of ['/ra-ngo', '/dong-bo/nhan', '/%64ong-bo/nhan', '/dong-bo/xin'])
		for (const headers of [{ origin }, { origin, cookie, 'x-tung-nha-side': 'field' }] as Record<string, string>[])
			expect(await statusOf(origin + path, { method: 'POST', headers, body: '{}' })).toEqual([origin + path, 404]);
});

test('no answer of the field’s port clears a browser or sets a cookie; its policy compiles WebAssembly and runs no script of a page', async () => {
	const cookie = await staffCookie();
	const answers = [
		await ask(`${field}/ra-ngo/chua-co`, { headers: { cookie, accept: 'text/html' } }),
		await ask(`${field}/ngon-ngu?lang=en`, { headers: { cookie } }),
		await ask(`${field}/can-bo/phien/ra`, { method: 'POST', headers: { cookie, origin: field } }),
		await say('/dong-bo/nhan', '{}', { cookie }),
		await say('/dong-bo/gui', 'x'.repeat(600_000))
	];
	for (const { url, headers } of answers) {
		expect([url, headers.get('clear-site-data'), headers.getSetCookie()]).toEqual([url, null, []]);
		const scripts = /script-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
		expect(`${url}: ${scripts}`).toContain("'wasm-unsafe-eval'");
		expect(scripts).not.toContain('unsafe-inline');
		expect(scripts).not.toContain("'unsafe-eval'");
	}
	expect((await ask(`${origin}/tim`)).headers.get('content-security-policy')).not.toContain('wasm');
});

test('a phone that sends rubbish is told so as a program is, and nothing of it is kept by a cache', async () => {
	for (const path of ['/dong-bo/nhan', '/dong-bo/gui'])
		for (const body of ['', 'x', '[]', '{"body":"{}","signature":"x"}', '"\\u0000"']) {
			const said = await say(path, body);
			expect([said.headers.get('content-type'), said.headers.get('cache-control')]).toEqual([
				...['application/problem+json', 'no-store']
			]);
			expect(await said.json()).toMatchObject({ code: 'phone-request', status: said.status });
			expect(said.status).toBeLessThan(500);
		}
	const large = await say('/dong-bo/gui', 'x'.repeat(600_000));
	expect([large.status, await large.json()]).toMatchObject([413, { code: 'body-large' }]);
});

test('a phone that is nobody’s yet asks for a code and is shown it, and a key that is none is refused', async () => {
	const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
	const key = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)).toString('base64url');
	const phone = crypto.randomUUID();
	expect(await (await say('/dong-bo/ghep', JSON.stringify({ phone }))).json()).toBeNull();
	expect(await (await say('/dong-bo/xin', JSON.stringify({ phone, publicKey: key }))).json()).toEqual({ phone });
	expect(await (await say('/dong-bo/ghep', JSON.stringify({ phone }))).json()).toEqual({
		...{ code: expect.stringMatching(/^\d{6}$/) as string, user: null }
	});
	for (const body of ['', 'null', '"x"', JSON.stringify({ phone, publicKey: 'x' })])
		expect([body, (await say('/dong-bo/xin', body)).status]).toEqual([body, 422]);
});

test('what another origin sends to the field’s is refused, the desk’s own too, and none is let in by CORS', async () => {
	for (const from of ['https://another.example', 'null', origin]) {
		const said = await say('/dong-bo/nhan', '{}', { origin: from });
		expect([from, said.status]).toEqual([from, 403]);
		expect(said.headers.get('access-control-allow-origin')).toBeNull();
	}
	const asked = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
	const preflight = await ask(`${field}/dong-bo/nhan`, { method: 'OPTIONS', headers: asked });
	expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
	expect((await say('/dong-bo/nhan', '{}', { origin: field })).status).toBe(409);
});

/** Leaves a word in the browser's own database at the origin of a page. */
const leave = (page: Page): Promise<unknown> =>
	page.evaluate(
		() =>
			new Promise((done, no) => {
				const open = indexedDB.open('chua-gui', 1);
				open.onupgradeneeded = () => open.result.createObjectStore('loi').put('một lượt ghé', 1);
				open.onerror = no;
				open.onsuccess = () => done(open.result.close());
			})
	);
const kept = (page: Page): Promise<(string | undefined)[]> =>
	page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

test('leaving somebody at a desk empties the browser for the desk and keeps what lies there for the field', async () => {
	const guide = await walker(browser);
	const { page, context } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	const phone = await context.newPage();
	await phone.goto(`${field}/ra-ngo/chua-co`);
	expect(await phone.evaluate(() => location.origin)).toBe(field);
	await leave(phone);
	await beginWith(page, 'man thi hong');
	await leave(page);
	expect([await kept(page), await kept(phone)]).toEqual([['chua-gui'], ['chua-gui']]);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await expect.poll(() => kept(page)).toEqual([]);
	await phone.reload();
	expect(await kept(phone)).toEqual(['chua-gui']);
	calm(guide);
	await context.close();
});
