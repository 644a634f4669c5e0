import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

// A provider of e-IDs that answers each time as it is told, right or wrong.

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

type Told = {
	key?: KeyObject | null;
	header?: object;
	/** Over those of a good token; undefined leaves one out. */
	claims?: Record<string, unknown>;
	/** What its metadata says besides or otherwise. */
	metadata?: object;
	/** The status of its answers, where it is ill. */
	status?: number;
};

export type Provider = {
	issuer: string;
	/** Somebody else’s key. */
	strange: KeyObject;
	/** Says how it answers from now on; `nonce` is that of the trip. */
	tell: (told: Told, nonce?: string) => void;
	end: () => Promise<void>;
};

const claimsOf = (issuer: string, nonce: string, more: Record<string, unknown> = {}): object => {
	const now = Math.floor(Date.now() / 1000);
	const person = { name: 'Sương Thị Sớm', eid_level: 2, personal_no: '097150004127', birth_date: '1950-03-14' };
	return { iss: issuer, sub: 'x', aud: 'tung-nha', iat: now, exp: now + 60, nonce, ...person, ...more };
};

export async function startProvider(): Promise<Provider> {
	const [theirs, strange] = [pair(), pair()];
	let told: Told = {};
	let nonce = '';
	let issuer = '';
	const token = (): string => {
		const text = `${part({ alg: 'RS256', kid: 'k', ...told.header })}.${part(claimsOf(issuer, nonce, told.claims))}`;
		const key = told.key === undefined ? theirs.privateKey : told.key;
		return `${text}.${key ? createSign('sha256').update(text).sign(key, 'base64url') : ''}`;
	};
	const endpoints = () => ({
		...{ authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
		...{ issuer, response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'] }
	});
	const answers: Record<string, () => object> = {
		'/.well-known/openid-configuration': () => ({ ...endpoints(), ...told.metadata }),
		'/jwks': () => ({ keys: [{ ...theirs.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] }),
		'/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token() })
	};
	const server: Server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.statusCode = told.status ?? 200;
		response.end(JSON.stringify(answers[request.url!.split('?')[0]!]?.() ?? {}));
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const end = () =>
		new Promise<void>((down) => {
			server.closeAllConnections();
			server.close(() => down());
		});
	return {
		issuer,
		strange: strange.privateKey,
		tell: (next, of) => {
			told = next;
			if (of !== undefined) nonce = of;
		},
		end
	};
}
