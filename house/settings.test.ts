import { expect, test } from 'vitest';
import { isLoopback, localAddress, readSettings, settingsOrStop } from './settings.mjs';

const read = (env: Record<string, string>, readable = (_path: string) => true) =>
	readSettings(env, { readable, home: '/house' });
const named = (env: Record<string, string>, readable?: (path: string) => boolean) =>
	read(env, readable).faults.map(({ name }) => name);

test('nothing given: the demo on loopback, beside the checkout', () => {
	const { settings, faults } = read({});
	expect(faults).toEqual([]);
	expect(settings).toMatchObject({
		host: '127.0.0.1',
		port: 4000,
		origin: 'http://127.0.0.1:4000',
		seed: 'demo',
		province: 'thanh_hoa'
	});
	expect(settings.dataDir).toBe('/house/data');
	expect(settings.keysFile).toBe('/house/data/keys.json');
	expect(settings.database).toBeUndefined();
	expect(settings.tls).toBeUndefined();
});

test('empty means not given', () => {
	expect(read({ PORT: '', SEED: ' ', ORIGIN: '' }).settings).toMatchObject({ port: 4000, seed: 'demo' });
});

test('every fault is told at once', () => {
	const env = {
		HOST: 'a b',
		PORT: '0',
		ORIGIN: 'x',
		TLS_CERT: 'c',
		DATABASE_URL: 'mysql://u@h/d',
		SEED: 'all',
		PROVINCE: 'pg_x'
	};
	expect(named(env)).toEqual([
		'HOST',
		'PORT',
		'TLS_KEY',
		'ORIGIN',
		'DATABASE_OWNER_URL',
		'DATABASE_URL',
		'SEED',
		'PROVINCE'
	]);
	expect(() => settingsOrStop(env)).toThrow(/SEED[\s\S]*PROVINCE/);
});

test.each(['-1', '65536', '4000.5', '4e3', 'http'])('PORT=%s is refused', (PORT) =>
	expect(named({ PORT })).toEqual(['PORT'])
);

test.each(['http://a.vn/path', 'ftp://a.vn', 'a.vn', 'https://u@a.vn', 'https://a.vn?x'])(
	'ORIGIN=%s is refused',
	(ORIGIN) => expect(named({ ORIGIN })).toEqual(['ORIGIN'])
);

test('an origin loses its slash', () =>
	expect(read({ ORIGIN: 'https://xa.vn/' }).settings.origin).toBe('https://xa.vn'));

test('the field’s app has a port and an origin of its own', () => {
	expect(read({}).settings.field).toBeUndefined();
	expect(read({ FIELD_PORT: '4433' }).settings.field).toEqual({ port: 4433, origin: 'http://127.0.0.1:4433' });
	const named = { FIELD_PORT: '4433', FIELD_ORIGIN: 'https://di-thon.xa.vn/' };
	expect(read(named).settings.field).toEqual({ port: 4433, origin: 'https://di-thon.xa.vn' });
});

test('a port of the desk’s, an origin of the desk’s, and an origin without a port are none for the field', () => {
	for (const FIELD_PORT of ['0', 'http', '4000.5']) expect(named({ FIELD_PORT })).toEqual(['FIELD_PORT']);
	expect(named({ FIELD_PORT: '4000' })).toEqual(['FIELD_PORT', 'FIELD_ORIGIN']);
	expect(named({ FIELD_PORT: '4001', FIELD_ORIGIN: 'http://127.0.0.1:4000' })).toEqual(['FIELD_ORIGIN']);
	expect(named({ FIELD_ORIGIN: 'https://xa.vn' })).toEqual(['FIELD_PORT']);
	expect(named({ FIELD_PORT: '4001', FIELD_ORIGIN: 'https://xa.vn/ra-ngo' })).toEqual(['FIELD_ORIGIN']);
});

test('open to other machines the field’s app is not reached by plain http either', () => {
	const open = { HOST: '0.0.0.0', SEED: 'none', ORIGIN: 'https://xa.vn', FIELD_PORT: '4001' };
	expect(named(open)).toEqual(['FIELD_ORIGIN']);
	expect(named({ ...open, FIELD_ORIGIN: 'https://di-thon.xa.vn' })).toEqual([]);
	expect(named({ ...open, PLAIN_HTTP: 'yes' })).toEqual([]);
	expect(named({ ...open, TLS_CERT: 'c', TLS_KEY: 'k' })).toEqual([]);
});

test('a certificate needs its key, and both must be readable', () => {
	expect(named({ TLS_KEY: 'k' })).toEqual(['TLS_CERT']);
	expect(named({ TLS_CERT: 'c', TLS_KEY: 'k' }, (path) => path !== 'k')).toEqual(['TLS_KEY']);
	expect(read({ TLS_CERT: 'c', TLS_KEY: 'k' }).settings.origin).toBe('https://127.0.0.1:4000');
});

test('the program and the owner are two roles, and no fault repeats a password', () => {
	const url = 'postgres://x:secret@h/d';
	expect(named({ DATABASE_URL: url, DATABASE_OWNER_URL: url })).toEqual(['DATABASE_URL']);
	expect(named({ DATABASE_URL: url, DATABASE_OWNER_URL: 'postgres://y@h/d' })).toEqual([]);
	expect(JSON.stringify(read({ DATABASE_URL: 'http://x:secret@h/d', DATABASE_OWNER_URL: url }).faults)).not.toContain(
		'secret'
	);
});

test('a host for everywhere is reached by loopback', () => {
	expect(localAddress({ host: '0.0.0.0', port: 80, tls: undefined })).toBe('http://127.0.0.1:80');
	expect(localAddress({ host: '::', port: 80, tls: undefined })).toBe('http://[::1]:80');
	expect(['127.0.0.1', 'localhost', '::1'].map(isLoopback)).toEqual([true, true, true]);
	expect(isLoopback('0.0.0.0')).toBe(false);
});

test('open to other machines it refuses the demo and plain http, unless told in so many words', () => {
	expect(named({ HOST: '0.0.0.0' })).toEqual(['SEED', 'HOST']);
	expect(named({ HOST: '0.0.0.0', SEED: 'none' })).toEqual(['HOST']);
	expect(named({ HOST: '0.0.0.0', SEED: 'none', ORIGIN: 'https://xa.vn' })).toEqual([]);
	expect(named({ HOST: '10.0.0.4', SEED: 'none', TLS_CERT: 'c', TLS_KEY: 'k' })).toEqual([]);
	expect(named({ HOST: '0.0.0.0', OPEN_DEMO: 'yes', PLAIN_HTTP: 'yes' })).toEqual([]);
	expect(named({ HOST: '::1' })).toEqual([]);
});

test('E_ID_LEVELS that says no level is refused', () => {
	for (const text of ['cao', 'cao=', 'cao=hai', 'a=1,b']) expect(named({ E_ID_LEVELS: text })).toEqual(['E_ID_LEVELS']);
	for (const text of ['LoA2=2', 'urn:xa:thap=1, urn:xa:cao=2']) expect(named({ E_ID_LEVELS: text })).toEqual([]);
});

test.each(['E_ID_ISSUER', 'PORTAL_URL', 'BANK_URL', 'MESSAGES_URL'])('%s that is no address is refused', (name) => {
	expect(named({ [name]: 'abc' })).toEqual([name]);
	expect(named({ [name]: 'https://a.vn/b' })).toEqual([]);
});

test('a way out for words has all that it needs, or is a fault', () => {
	const real = { SEED: 'none' };
	const sms = {
		SMS_URL: 'https://sms.example/gui',
		SMS_KEY: 'k',
		SMS_SECRET: 's',
		SMS_BRAND: 'XA',
		MESSAGES_SECRET: 'm'
	};
	expect(named({ ...real, ...sms })).toEqual([]);
	expect(named({ ...real, ...sms, SMS_BRAND: '', MESSAGES_SECRET: ' ' })).toEqual(['SMS_BRAND', 'MESSAGES_SECRET']);
	expect(named({ ...real, SMS_KEY: 'k' })).toEqual([]);
	expect(named({ ...real, EMAIL_URL: 'smtps://a:b@mail.example', EMAIL_FROM: 'a@xa.example' })).toEqual([]);
	expect(named({ ...real, EMAIL_URL: 'smtps://a:b@mail.example' })).toEqual(['EMAIL_FROM']);
	expect(named({ ...real, SMPP_URL: 'ssmpp://a:b@sms.example' })).toEqual(['SMS_BRAND']);
	const push = { PUSH_KEY: 'A'.repeat(43), PUSH_CONTACT: 'mailto:a@xa.example' };
	expect(named({ ...real, ...push })).toEqual([]);
	expect(named({ ...real, ...push, PUSH_CONTACT: '' })).toEqual(['PUSH_CONTACT']);
	expect(named({ PUSH_KEY: 'short', PUSH_CONTACT: 'nobody' })).toEqual(['PUSH_KEY', 'PUSH_CONTACT']);
	const zalo = { ZALO_APP_ID: '1', ZALO_APP_SECRET: 'a', ZALO_OA_SECRET: 'b', ZALO_REFRESH_TOKEN: 'c' };
	expect(named({ ...real, ...zalo, ZALO_TEMPLATES: 'cases.file-done=12, *=13' })).toEqual([]);
	expect(named({ ...real, ...zalo })).toEqual(['ZALO_TEMPLATES']);
	expect(named({ ...real, ...zalo, ZALO_TEMPLATES: 'x' })).toEqual(['ZALO_TEMPLATES']);
	// The demo fills in the rest from its stand-ins.
	expect(named({ SMS_URL: 'https://sms.example/gui' })).toEqual([]);
});

test.each(['smtp://mail.example', 'https://mail.example', 'mail.example'])(
	'EMAIL_URL=%s is refused unrepeated',
	(url) => {
		const { faults } = read({ EMAIL_URL: url });
		expect(faults.map(({ name }) => name)).toEqual(['EMAIL_URL']);
		expect(JSON.stringify(faults)).not.toContain('mail.example');
		expect(named({ EMAIL_URL: 'smtp://a:b@127.0.0.1:2525', SMPP_URL: 'smpp://a:b@127.0.0.1:2775' })).toEqual([]);
		expect(named({ SMPP_URL: 'smpp://a:b@sms.example' })).toEqual(['SMPP_URL']);
	}
);
