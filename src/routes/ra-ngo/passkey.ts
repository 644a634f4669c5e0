import { randomBytes, type Bytes } from '#capabilities/field/bytes.ts';

// A passkey of the phone itself: whoever unlocks the phone by finger or face opens the app by them. No server is asked, so that it works
// where there is no line; what it gives is a secret of a salt (WebAuthn PRF), and never leaves this page (`ask-key.ts`).

/** Whether this phone has a finger, a face or a lock of its own that can be asked. */
export const hasKeys = async (): Promise<boolean> =>
	'PublicKeyCredential' in globalThis && PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();

/** A new one; answers its id. Throws where nobody touched the sensor, or the phone keeps no secrets (`no-prf`). */
export async function makeKey(salt: Bytes): Promise<Bytes> {
	const made = await navigator.credentials.create({
		publicKey: {
			rp: { name: 'Từng Nhà' },
			user: { id: randomBytes(16), name: 'Từng Nhà', displayName: 'Từng Nhà' },
			challenge: randomBytes(32),
			timeout: 60_000,
			pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key' as const, alg })),
			authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
			extensions: { prf: { eval: { first: salt } } }
		}
	});
	if (!(made instanceof PublicKeyCredential) || !made.getClientExtensionResults().prf?.enabled)
		throw new Error('no-prf');
	return new Uint8Array(made.rawId);
}
