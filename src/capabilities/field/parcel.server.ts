import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import type { Keys } from '#platform/keys.server.ts';
import { Operation, requestSigned, sealBind, sealInfo, signedOf, type Parcel, type Signed } from './protocol.ts';

/** A phone's public key as it gave it: SPKI of a key on P-256; null for anything else. */
export function readPublicKey(spki: Buffer): KeyObject | null {
	try {
		const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
		return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
	} catch {
		return null;
	}
}

const holds = (key: KeyObject, text: string, signature: string): boolean =>
	verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));

/** Whether a phone signed this request. */
export const isRequestOf = (key: KeyObject, { body, signature }: Signed): boolean =>
	holds(key, requestSigned(body), signature);

/** Whether a phone made this parcel. */
export const isParcelOf = (key: KeyObject, parcel: Parcel): boolean => holds(key, signedOf(parcel), parcel.signature);

/** The key that phones seal to now: the newest of the ring. */
export function sealToOf(keys: Keys): { id: string; key: string } {
	const { id, key } = keys.sealing.at(-1)!;
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(key);
	return { id, key: pair.getPublicKey().toString('base64url') };
}

/** An app seals all day under one key of its own: what the two share is derived once. Keyed by both public halves. */
const shared = new Map<string, Buffer>();
const MOST_SHARED = 2000;

function sharedWith(keys: Keys, keyId: string, theirs: string): Buffer | null {
	const ours = keys.sealing.find(({ id }) => id === keyId);
	if (!ours) return null;
	const name = `${keyId}.${theirs}.${ours.key.toString('base64')}`;
	const known = shared.get(name);
	if (known) return known;
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(ours.key);
	const secret = pair.computeSecret(Buffer.from(theirs, 'base64url'));
	const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), sealInfo(keyId), 32));
	if (shared.size >= MOST_SHARED) shared.clear();
	shared.set(name, key);
	return key;
}

/** What lies in a parcel; null where it was sealed to another house, changed on the way, or holds no operation. */
export function openParcel(keys: Keys, parcel: Pick<Parcel, 'id' | 'device' | 'seq' | 'sealed'>): Operation | null {
	const [keyId, theirs, nonce, sealed] = parcel.sealed.split('.');
	if (!keyId || !theirs || !nonce || !sealed) return null;
	try {
		const key = sharedWith(keys, keyId, theirs);
		if (!key) return null;
		const bytes = Buffer.from(sealed, 'base64url');
		const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url')).setAAD(
			Buffer.from(sealBind(parcel))
		);
		cipher.setAuthTag(bytes.subarray(-16));
		const text = Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString('utf8');
		const read = v.safeParse(Operation, JSON.parse(text));
		return read.success ? read.output : null;
	} catch {
		return null;
	}
}
