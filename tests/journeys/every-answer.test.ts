import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, origin, signIn, walker } from './walk.ts';

// What every answer of the house carries, asked for as a program would that no page of ours leads: files, faults, refusals.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const ask = (path: string, init: RequestInit = {}) => fetch(origin + path, { redirect: 'manual', ...init });
const addresses = [
	'/',
	'/tim',
	'/tung-nha.svg',
	'/can-bo.js',
	'/healthz',
	'/api/openapi.json',
	'/api/queries/places.centres'
];

test('every answer is read as what it says it is, and framed by nobody', async () => {
	for (const path of [...addresses, '/khong-co', '/can-bo/dang-nhap', '/%zz']) {
		const { headers } = await ask(path);
		const policy = headers.get('content-security-policy') ?? '';
		expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
		expect([path, headers.get('referrer-policy')]).toEqual([path, 'same-origin']);
		for (const name of ['frame-ancestors', 'object-src', 'base-uri'])
			expect(`${path}: ${policy}`).toContain(`${name} 'none'`);
		expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null]);
	}
	expect((await ask('/')).headers.get('content-security-policy')).toContain("script-src 'self'");
});

test('a form of another site is taken by no page, signed in or not', async () => {
	const post = (path: string, headers: Record<string, string>) =>
		ask(path, { method: 'POST', headers, body: new URLSearchParams({ code: 'x' }) });
	for (const path of ['/theo-doi', '/can-bo/dang-nhap', '/dang-nhap/ra', '/can-bo/ra', '/can-bo/phien/ra'])
		for (const headers of [{ origin: 'https://another.example' }, { origin: 'null' }, {}] as Record<string, string>[])
			expect([path, headers.origin, (await post(path, headers)).status]).toEqual([path, headers.origin, 403]);
});

test('what a proxy would say is said by nobody who asks', async () => {
	const forged = {
		'x-tung-nha-protocol': 'https',
		'x-forwarded-proto': 'https',
		'x-forwarded-host': 'another.example'
	};
	const { headers } = await ask('/ngon-ngu?lang=en', { headers: forged });
	expect(headers.getSetCookie()[0]).not.toMatch(/secure/i);
	expect(headers.get('location')).toBe('/');
	expect((await ask('/', { headers: { ...forged, host: 'another.example' } })).status).toBe(200);
});

test('nothing of the checkout, of folders or of the machine is served', async () => {
	const paths = [
		'/.git/config',
		'/package.json',
		'/data/keys.json',
		'/..%2fpackage.json',
		'/tieng/',
		'/_app/',
		'/src/'
	];
	for (const path of paths) expect([path, (await ask(path)).status]).toEqual([path, 404]);
});

test('whoever signs out leaves nothing of it in their browser', async () => {
	const left = async (path: string, cookie = '') => {
		const { headers } = await ask(path, { method: 'POST', headers: { origin, cookie } });
		return [headers.get('location'), headers.get('clear-site-data')];
	};
	const { page, context } = await walker(browser);
	await signIn(page, 'lua', null);
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	await context.close();
	expect(await left('/can-bo/ra', cookie)).toEqual(['/can-bo/dang-nhap', '"cache", "storage"']);
	expect((await left('/can-bo/ra', cookie))[0]).toMatch(/^\/can-bo\/dang-nhap\?/);
	expect(await left('/dang-nhap/ra')).toEqual(['/', '"cache", "storage"']);
});

test('no method answers what was sent back to whoever sent it', async () => {
	for (const method of ['PUT', 'DELETE', 'PATCH'])
		for (const path of ['/', '/tim', '/healthz'])
			expect((await ask(path, { method, headers: { origin } })).status).toBeGreaterThanOrEqual(400);
	const { hostname, port } = new URL(origin);
	const { request } = await import('node:http');
	const status = await new Promise<number>((said, no) =>
		request({ hostname, port, method: 'TRACE', path: '/', headers: { origin } }, (reply) => {
			reply.resume();
			said(reply.statusCode!);
		})
			.on('error', no)
			.end()
	);
	expect(status).toBeGreaterThanOrEqual(400);
});
