import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

// A key of a machine in software: P-256, no attestation. It does what it is told, also what no honest one would.

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const text = (bytes: Buffer): string => bytes.toString('base64url');

/** How it signs: where, for whom it thinks, whether it looked who it was, and how often it says it has. */
export type How = { origin: string; host: string; verified: boolean; counter: number; userHandle: string | null };

const flagsOf = ({ verified }: How, more = 0): number => 0x01 | (verified ? 0x04 : 0) | more;

function authData(how: How, flags: number, rest: Buffer = Buffer.alloc(0)): Buffer {
	const counter = Buffer.alloc(4);
	counter.writeUInt32BE(how.counter);
	return Buffer.concat([sha256(how.host), Buffer.from([flags]), counter, rest]);
}

const clientOf = (type: string, challenge: string, origin: string): Buffer =>
	Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** The public half as COSE has it: EC2, ES256, P-256. */
function coseOf(key: KeyObject): Buffer {
	const { x, y } = key.export({ format: 'jwk' }) as { x: string; y: string };
	const bytes = (one: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(one, 'base64url'));
	const map = new Map<number, number | Uint8Array<ArrayBuffer>>([
		...([[1, 2], [3, -7], [-1, 1]] as const), // prettier-ignore
		[-2, bytes(x)],
		[-3, bytes(y)]
	]);
	return Buffer.from(isoCBOR.encode(map));
}

export type Authenticator = ReturnType<typeof authenticator>;

/** One key of one machine, made for one site. */
export function authenticator(origin: string, id: Buffer = randomBytes(32)) {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const usual: How = { origin, host: new URL(origin).hostname, verified: true, counter: 0, userHandle: null };

	/** What the browser hands on when the key was made. */
	const made = (challenge: string, more: Partial<How> = {}): string => {
		const how = { ...usual, ...more };
		const length = Buffer.alloc(2);
		length.writeUInt16BE(id.length);
		const credential = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey)]);
		const data = new Uint8Array(authData(how, flagsOf(how, 0x40), credential));
		const said = new Map<string, unknown>([
			['fmt', 'none'],
			['attStmt', new Map()],
			['authData', data]
		]);
		const attestation = isoCBOR.encode(said as Parameters<typeof isoCBOR.encode>[0]);
		const client = clientOf('webauthn.create', challenge, how.origin);
		return JSON.stringify({
			...{ id: text(id), rawId: text(id), type: 'public-key' },
			response: {
				clientDataJSON: text(client),
				attestationObject: text(Buffer.from(attestation)),
				transports: ['internal']
			}
		});
	};

	/** What it hands on when the key has signed. */
	const signed = (challenge: string, more: Partial<How> = {}): string => {
		const how = { ...usual, ...more };
		const data = authData(how, flagsOf(how));
		const client = clientOf('webauthn.get', challenge, how.origin);
		const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
		return JSON.stringify({
			...{ id: text(id), rawId: text(id), type: 'public-key' },
			response: {
				clientDataJSON: text(client),
				authenticatorData: text(data),
				signature: text(signature),
				userHandle: how.userHandle
			}
		});
	};
	return { id, made, signed };
}
