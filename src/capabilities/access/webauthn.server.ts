import type { Made, Signed, Site } from './rules-passkeys.ts';

// What a key of a machine has to say, checked by the library. It is fetched when the first key is used: reading it takes 0.1 s
// and 28 MB, which a house whose staff sign in by password never spends.

const library = () => import('@simplewebauthn/server');

/** As it throws for each thing that is not as it should be, whatever it throws is a no; what it was is of no use to anybody at the door. */
const orNot = <T>(work: Promise<T>): Promise<T | null> => work.catch(() => null);

/** What every browser and machine makes: Ed25519, ES256, RS256 (COSE). Newer ones are still experiments of our runtime. */
const algorithms = [-8, -7, -257];

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

export type NewKey = { credentialId: Buffer; publicKey: Buffer; counter: number };

/** A key that was made for us, by whoever the machine knows, on this site; null for any other. */
export const keyIn = (made: Made, { origin, host }: Site): Promise<NewKey | null> =>
	orNot(
		library().then(async ({ verifyRegistrationResponse }) => {
			const { clientDataJSON, attestationObject } = made.response;
			const { verified, registrationInfo } = await verifyRegistrationResponse({
				response: { ...made, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
				expectedChallenge: made.challenge,
				expectedOrigin: origin,
				expectedRPID: host,
				requireUserVerification: true,
				supportedAlgorithmIDs: algorithms
			});
			if (!verified) return null;
			const { id, publicKey, counter } = registrationInfo.credential;
			return { credentialId: bytesOf(id), publicKey: Buffer.from(publicKey), counter };
		})
	);

/**
 * How often the key says that it has signed, when it was this key, by whoever the machine knows, on this site; null for anything
 * else. The library would compare the count before the signature: it is given 0 and we compare, or anybody could make a count go back.
 */
export const countOf = (
	signed: Signed,
	{ origin, host }: Site,
	kept: { publicKey: Buffer; staffId: string }
): Promise<number | null> =>
	orNot(
		library().then(async ({ verifyAuthenticationResponse }) => {
			const { userHandle, ...said } = signed.response;
			if (userHandle && userHandle !== handleOf(kept.staffId).toString('base64url')) return null;
			const { verified, authenticationInfo } = await verifyAuthenticationResponse({
				response: { ...signed, response: said, clientExtensionResults: {} },
				expectedChallenge: signed.challenge,
				expectedOrigin: origin,
				expectedRPID: host,
				credential: { id: signed.id, publicKey: new Uint8Array(kept.publicKey), counter: 0 },
				requireUserVerification: true
			});
			return verified ? authenticationInfo.newCounter : null;
		})
	);

/** By which a key knows whose it is: the id of the account, and no word about the person. */
export const handleOf = (staff: string): Buffer => Buffer.from(staff.replaceAll('-', ''), 'hex');

type Asked = { site: Site; challenge: string };

/** What a browser is asked for a new key that it finds again by itself and opens by finger, face or PIN. */
export async function askForNew(
	{ site, challenge }: Asked,
	whose: { staff: string; login: string; name: string },
	has: readonly Buffer[]
): Promise<string> {
	const { generateRegistrationOptions } = await library();
	const options = await generateRegistrationOptions({
		rpName: 'Từng Nhà',
		rpID: site.host,
		userID: new Uint8Array(handleOf(whose.staff)),
		userName: whose.login,
		userDisplayName: whose.name,
		challenge: new Uint8Array(bytesOf(challenge)),
		timeout: TIMEOUT_MS,
		attestationType: 'none',
		supportedAlgorithmIDs: algorithms,
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		excludeCredentials: has.map((id) => ({ id: id.toString('base64url') }))
	});
	return JSON.stringify(options);
}

/** What a browser is asked for whichever key of this site it has. */
export async function askForAny({ site, challenge }: Asked): Promise<string> {
	const { generateAuthenticationOptions } = await library();
	const asked = { rpID: site.host, timeout: TIMEOUT_MS, userVerification: 'required' as const };
	return JSON.stringify(
		await generateAuthenticationOptions({ ...asked, challenge: new Uint8Array(bytesOf(challenge)) })
	);
}

const TIMEOUT_MS = 120_000;
