import { fromBase64url, randomBytes, toBase64url, utf8 } from './bytes.ts';
import { requestSigned, sealBind, sealInfo, signedOf } from './protocol.ts';
import type { Operation, Parcel, PullAnswer, Signed } from './protocol.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** The server's key as far as one start of the app needs it: agreed on once, used for each parcel. */
export type Sealer = { id: string; ephemeral: string; key: CryptoKey };

/** Half of what a parcel is sealed with; one for each start of the app. The private half is forgotten with the page. */
export const makeEphemeral = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(CURVE, false, ['deriveBits']);

export async function makeSealer({ privateKey, publicKey }: CryptoKeyPair, to: PullAnswer['sealTo']): Promise<Sealer> {
	const server = await crypto.subtle.importKey('raw', fromBase64url(to.key), CURVE, false, []);
	const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: server }, privateKey, 256);
	const key = await crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(sealInfo(to.id)) },
		await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt']
	);
	const ephemeral = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
	return { id: to.id, ephemeral, key };
}

type Named = Pick<Parcel, 'id' | 'device' | 'seq'>;

/** An operation that only the server can read from here on. */
export async function sealParcel({
	sealTo,
	operation,
	...named
}: Named & { sealTo: Sealer; operation: Operation }): Promise<string> {
	const iv = randomBytes(12);
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv, additionalData: utf8(sealBind(named)) },
		sealTo.key,
		utf8(JSON.stringify(operation))
	);
	return [sealTo.id, sealTo.ephemeral, toBase64url(iv), toBase64url(new Uint8Array(sealed))].join('.');
}

const sign = async (privateKey: CryptoKey, text: string): Promise<string> =>
	toBase64url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(text))));

export const signParcel = (privateKey: CryptoKey, parcel: Omit<Parcel, 'signature'>): Promise<string> =>
	sign(privateKey, signedOf(parcel));

export const signBody = async (privateKey: CryptoKey, body: string): Promise<Signed> => ({
	body,
	signature: await sign(privateKey, requestSigned(body))
});
