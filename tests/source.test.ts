import { globSync, readFileSync } from 'node:fs';
import { getCiphers } from 'node:tls';
import { expect, test } from 'vitest';
import { CIPHERS } from '#program/wire.ts';

// What the program does not do at all, read from its own text: a new place where it does is added here on purpose.

const files = globSync('{src/**/*.{ts,svelte},static/*.js}').filter(
	(file) => !/\.test\.ts$|words\/generated/.test(file)
);
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const where = (what: RegExp): string[] => files.filter((file) => what.test(texts.get(file)!)).toSorted();
const said = (what: RegExp): string[] =>
	[...new Set([...texts.values()].flatMap((text) => [...text.matchAll(what)].map(([, one]) => one!)))].toSorted();

test('no text becomes code, a command of the machine, or a page', () => {
	expect(where(/\beval\(|new Function\(|node:vm|setTimeout\(\s*['"`]/)).toEqual([]);
	expect(where(/child_process/)).toEqual([]);
	expect(where(/\.unsafe\(/)).toEqual([]);
	expect(where(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc/)).toEqual([]);
	// Drawings of ours, by name.
	expect(said(/\{@html ([^}]+)\}/g)).toEqual([
		'drawn.lines',
		'pictos[name]',
		'scenes[name].lines',
		'signs[name]',
		'teach[name]'
	]);
});

test('no pattern is made of what somebody typed', () => {
	expect(where(/new RegExp\(|RegExp\(`/)).toEqual([
		'src/capabilities/support/rules-account.ts',
		'src/kernel/secret.ts',
		'src/platform/inbound.ts',
		'src/web/door.server.ts'
	]);
});

test('the house speaks to the portal, the e-ID, whoever carries words and the healths of what was set, and to nobody else', () => {
	expect(where(/\bfetch\(/).filter((file) => file.includes('.server.'))).toEqual([
		'src/adapters/call.server.ts',
		'src/adapters/portal-api.server.ts',
		'src/platform/reach.server.ts',
		'src/routes/trinh-dien/levers.server.ts'
	]);
	expect(where(/from 'node:(https?|net|tls|dgram|dns)'/)).toEqual([
		'src/program/calls.ts',
		'src/program/serve.ts',
		'src/program/wire.ts',
		'src/web/call.server.ts'
	]);
	expect(said(/from '(openid-client|undici|axios|got|nodemailer|smpp|ws)'/g)).toEqual([
		'nodemailer',
		'openid-client',
		'smpp'
	]);
	// Whoever reads a page is led to another site by the e-ID alone.
	expect(where(/external:/)).toEqual(['src/routes/(public)/dang-nhap/+page.server.ts']);
});

test('a browser keeps nothing of ours but cookies, the field’s phones apart, and tabs tell one another to look and nothing else', () => {
	const keeping = where(/localStorage|sessionStorage|indexedDB|serviceWorker|caches\./);
	const field =
		/^(src\/capabilities\/field\/[a-z-]+\.browser\.ts|src\/routes\/ra-ngo\/(field|here)\.svelte\.ts|static\/ra-ngo\.sw\.js)$/;
	// A browser that asked to be rung has a worker, which keeps nothing.
	const rung = 'static/bao-may.js';
	expect(keeping.filter((file) => !field.test(file) && file !== rung)).toEqual([]);
	expect(where(/localStorage|sessionStorage|indexedDB|caches\./)).not.toContain(rung);
	const messages = where(/postMessage|BroadcastChannel|WebSocket|RTCPeerConnection/);
	// A tab that a session opened asks the house whether it may still stand when a page of staff is opened beside it.
	expect(messages.filter((file) => !file.includes('.server.'))).toEqual([
		'static/can-bo.js',
		'static/duong-day.js',
		'static/xem-lai-the.js'
	]);
	expect(said(/BroadcastChannel\('phien'\)\.(postMessage\('look'\)|onmessage = ask)/g).toSorted()).toEqual([
		'onmessage = ask',
		"postMessage('look')"
	]);
});

test('one way each to seal, to hash and to draw lots', () => {
	expect(said(/create(?:Hash|Hmac)\('([^']+)'/g)).toEqual(['sha256']);
	expect(said(/create(?:Cipheriv|Decipheriv)\('([^']+)'/g)).toEqual(['aes-256-gcm']);
	expect(where(/Math\.random/)).toEqual([]);
	// RFC 6238 in every authenticator there is.
	expect(where(/SHA-?1\b/i)).toEqual(['src/capabilities/access/second-factor.server.ts']);
});

test('whoever types a password is seen by nobody, may paste it and have it filled in', () => {
	// The code of a phone is in one head: a browser that fills it in would open the phone for whoever holds it.
	for (const [file, text] of texts)
		for (const [field] of /ra-ngo\/(Lock|may\/KeyOfPhone)\.svelte$/.test(file)
			? []
			: text.matchAll(/<(?:input|Field)\b[^>]*type="password"[^>]*>/g))
			expect(`${file}: ${field}`).toMatch(/autocomplete="(current|new)-password"/);
	const fields = [...texts.values()].flatMap(
		(text) => text.match(/<(?:input|Field)\b[^>]*(?:id|name)="(?:password|old|again)"[^>]*>/g) ?? []
	);
	expect(fields.length).toBeGreaterThan(4);
	for (const field of fields) expect(field).toContain('type="password"');
	expect(where(/onpaste|addEventListener\('paste'/)).toEqual([]);
});

test('no line to the outside is believed without its certificate', () => {
	const all = globSync('{src,house,sandbox,seed}/**/*.{ts,mjs}').filter((file) => !file.endsWith('.test.ts'));
	const blind = /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/;
	// The house asks itself whether it is up, under whatever name its certificate has.
	expect(all.filter((file) => blind.test(readFileSync(file, 'utf8')))).toEqual(['house/lib/ready.mjs']);
});

test('TLS is 1.2 or 1.3, in suites that our runtime knows, each with forward secrecy and authenticated encryption', () => {
	expect(where(/createHttps\(/)).toEqual(where(/minVersion: 'TLSv1\.2'/));
	expect(where(/maxVersion|secureProtocol|secureOptions/)).toEqual([]);
	const known = new Set(getCiphers().map((name) => name.toUpperCase()));
	for (const suite of CIPHERS.split(':')) {
		expect(known).toContain(suite);
		expect(suite).toMatch(/^(TLS_|ECDHE-(ECDSA|RSA)-).*(GCM|POLY1305)/);
	}
});

test('the row that stands for somebody is found by its index, also below a policy', () => {
	// `coalesce` counts as if it could tell what a policy hides: the whole register would be read for each row (`row_of`).
	expect(where(/\bon \w+\.id = coalesce\(/)).toEqual([]);
});
