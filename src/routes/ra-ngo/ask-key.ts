import { randomBytes } from '#capabilities/field/bytes.ts';
import type { AskKey } from '#capabilities/field/vault.browser.ts';

/** Asks the phone's own passkey, finger or face first. Throws where nobody touched the sensor or it gives no secret. */
export const askKey: AskKey = async ({ id, salt }) => {
	const one = await navigator.credentials.get({
		publicKey: {
			challenge: randomBytes(32),
			timeout: 60_000,
			allowCredentials: [{ type: 'public-key', id }],
			userVerification: 'required',
			extensions: { prf: { eval: { first: salt } } }
		}
	});
	const first = one instanceof PublicKeyCredential && one.getClientExtensionResults().prf?.results?.first;
	if (!(first instanceof ArrayBuffer)) throw new Error('no-prf');
	return new Uint8Array(first);
};
