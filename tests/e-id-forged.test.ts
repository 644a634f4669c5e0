import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eIdByOidc } from '#adapters/e-id.server.ts';

// What the e-ID says is believed for its signature, and not for where it came from: a provider that answers each time as told.

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [theirs, strange] = [pair(), pair()];
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

type Told = { key?: KeyObject | null; header?: object; claims?: Record<string, unknown> };
let told: Told;
let nonce = '';
let server: Server;
let issuer = '';

function token(): string {
	const now = Math.floor(Date.now() / 1000);
	const person = { name: 'Sương Thị Sớm', eid_level: 2, personal_no: '097150004127' };
	const claims = { iss: issuer, sub: 'x', aud: 'tung-nha', iat: now, exp: now + 60, nonce, ...person, ...told.claims };
	const text = `${part({ alg: 'RS256', kid: 'k', ...told.header })}.${part(claims)}`;
	const key = told.key === undefined ? theirs.privateKey : told.key;
	return `${text}.${key ? createSign('sha256').update(text).sign(key, 'base64url') : ''}`;
}

const answers: Record<string, () => object> = {
	'/.well-known/openid-configuration': () => ({
		...{
			issuer,
			authorization_endpoint: `${issuer}/auth`,
			token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`
		},
		...{ response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'] }
	}),
	'/jwks': () => ({ keys: [{ ...theirs.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] }),
	'/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token() })
};

beforeAll(async () => {
	server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(answers[request.url!]!()));
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((down) => server.close(down)));

async function comeBack(said: Told) {
	told = said;
	const eId = eIdByOidc(issuer, 'tung-nha', 'a secret of a test');
	const { trip } = await eId.begin('http://127.0.0.1:4000/dang-nhap/ve');
	nonce = trip.nonce;
	return eId.finish(new URL(`http://127.0.0.1:4000/dang-nhap/ve?code=c&state=${trip.state}`), trip);
}

test('a token that its provider signed lets somebody in', async () => {
	expect(await comeBack({})).toMatchObject({ number: '097150004127', level: 2 });
});

test.each<[string, Told]>([
	['signed by somebody else', { key: strange.privateKey }],
	['signed by nobody', { key: null, header: { alg: 'none' } }],
	['whose signature is empty', { key: null }],
	['under an algorithm that it never named', { header: { alg: 'PS256' } }],
	['for another house', { claims: { aud: 'another' } }],
	['of another provider', { claims: { iss: 'http://127.0.0.1:1' } }],
	['whose time is over', { claims: { exp: 1_700_000_000 } }],
	['of another trip', { claims: { nonce: 'another' } }]
])('a token %s lets nobody in', async (_, said) => {
	await expect(comeBack(said)).rejects.toThrow();
});

test('a provider that calls itself otherwise than it was set is none', async () => {
	const metadata = answers['/.well-known/openid-configuration']!;
	answers['/.well-known/openid-configuration'] = () => ({ ...metadata(), issuer: 'http://127.0.0.1:1' });
	await expect(comeBack({})).rejects.toThrow();
	answers['/.well-known/openid-configuration'] = metadata;
});
