import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { problems } from '#web/openapi/problems.ts';
import { findWord } from '#words/word.ts';
import {
	bodyProblem,
	bodyRefused,
	isProgram,
	mayCompress,
	mostAt,
	notHerePage,
	tooLargePage,
	keepsPolicy,
	withoutBrowser
} from './wire.ts';

const post = (url: string, length: number, headers: Record<string, string> = {}) =>
	bodyRefused({ method: 'POST', url, headers: { 'content-length': String(length), ...headers } });

test('a body is bounded by its address, and one of unknown length is not read', () => {
	expect(post('/lay-so', 46 * 1024 * 1024)).toBe(413);
	expect(post('/can-bo/phien/giay-to?/upload', 10 * 1024 * 1024)).toBeNull();
	expect(post('/can-bo/phien/giay-to/khac', 10 * 1024 * 1024)).toBe(413);
	expect(post('/api/commands/cases.submit', 900_000)).toBeNull();
	expect(post('/dong-bo/gui', 500_000)).toBeNull();
	expect(post('/dong-bo/nhan', 500_000)).toBe(413);
	expect(post('/api/papers', 10 * 1024 * 1024)).toBeNull();
	expect(post('/api/bank/webhook', 900_000)).toBe(413);
	expect(bodyRefused({ method: 'POST', url: '/lay-so', headers: { 'transfer-encoding': 'chunked' } })).toBe(411);
	expect(bodyRefused({ method: 'GET', url: '/', headers: {} })).toBeNull();
	expect(mostAt('/khong-co')).toBe(128 * 1024);
});

test('a program whose body is not read is told so as of any other problem', () => {
	for (const status of [411, 413] as const)
		for (const [asked, locale] of [
			['en-GB,en;q=0.9', 'en'],
			['hi', 'hi'],
			[undefined, 'vi']
		] as const) {
			const said = JSON.parse(bodyProblem(status, asked)) as { code: string; detail: string };
			expect(v.safeParse(v.strictObject(problems[status].shape.entries), said).issues).toBeUndefined();
			expect(said.detail).toBe(findWord(`refusal.${said.code}`, {}, { locale }));
		}
});

test('whoever sends too large a sheet is told what to do, in every language, and elsewhere nothing is said', () => {
	const page = tooLargePage('/can-bo/dan-cu/nhap?/begin')!;
	expect(page).toContain('Tệp nặng hơn 10 MB');
	expect(page).toContain('more than 10 MB');
	expect(page).toContain('10 MB से बड़ी');
	expect(page).toContain('<a href="/can-bo/dan-cu/nhap">Quay lại</a>');
	expect(tooLargePage('/lay-so?x=<b>')).toBeNull();
});

test('nothing that holds a secret beside what was asked is compressed', () => {
	const of = (cookie: string) => mayCompress({ method: 'GET', url: '/tim', headers: { cookie } });
	expect(of('lang=vi; khach=1')).toBe(true);
	for (const name of ['nhan-vien', 'mo-nha', 'cong-dan', 'phieu', 'man-hinh-hai', '__Host-nhan-vien'])
		expect(of(`lang=vi; ${name}=x`)).toBe(false);
	expect(mayCompress({ url: '/api/openapi.json', headers: { authorization: 'Bearer x' } })).toBe(false);
});

test('what a phone is told goes compressed: it carries no cookie and no key', () => {
	expect(mayCompress({ method: 'POST', url: '/dong-bo/nhan', headers: {} })).toBe(true);
});

test('an address of the other side is a page that says so, in every language', () => {
	for (const locale of ['vi', 'en', 'hi'] as const)
		expect(notHerePage()).toContain(findWord('common.not-here', {}, { locale }));
});

test('programs and phones are told a problem, people read a page', () => {
	expect(['/api/papers', '/dong-bo/gui', '/can-bo/dan-cu/nhap', '/ra-ngo'].map(isProgram)).toEqual([
		true,
		true,
		false,
		false
	]);
});

test('a browser’s cookie is not read on the field’s side, none is set there, and nothing is cleared', async () => {
	const server = createServer((request, response) => {
		withoutBrowser(request, response);
		response.setHeader('set-cookie', ['a=1', 'b=2']).setHeader('clear-site-data', '"storage"');
		const { cookie = null, authorization = null } = request.headers;
		// With and without a head that is written by name.
		if (request.url === '/named') response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ cookie, authorization }));
	}).listen(0, '127.0.0.1');
	await new Promise((listening) => server.once('listening', listening));
	const headers = { cookie: 'nhan-vien=x', authorization: 'Bearer x' };
	for (const path of ['/', '/named']) {
		const said = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
		expect(await said.json()).toEqual({ cookie: null, authorization: null });
		expect([said.headers.get('set-cookie'), said.headers.get('clear-site-data')]).toEqual([null, null]);
	}
	server.close();
});

test('what did not change keeps the policy that it came with; every other answer says its own', async () => {
	const server = createServer((request, response) => {
		response.setHeader('content-security-policy', "default-src 'none'");
		keepsPolicy(response);
		if (request.url === '/named') response.writeHead(304);
		else response.statusCode = request.url === '/same' ? 304 : 200;
		response.end();
	}).listen(0, '127.0.0.1');
	await new Promise((listening) => server.once('listening', listening));
	const policyAt = async (path: string) =>
		(await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).headers.get(
			'content-security-policy'
		);
	expect([await policyAt('/'), await policyAt('/same'), await policyAt('/named')]).toEqual([
		"default-src 'none'",
		null,
		null
	]);
	server.close();
});
