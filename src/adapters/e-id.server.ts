import * as client from 'openid-client';
import * as v from 'valibot';
import { onThisMachine } from '#kernel/on-this-machine.ts';
import type { EId, EIdPerson, Trip } from '#capabilities/access/port.ts';

const Claims = v.object({
	name: v.string(),
	eid_level: v.number(),
	personal_no: v.pipe(v.string(), v.regex(/^\d{12}$/)),
	birth_date: v.optional(v.string()),
	gender: v.optional(v.picklist(['male', 'female']))
});

/**
 * Finds the provider at first use and remembers it; a failure is not remembered. What it says of somebody is believed for its
 * signature, not for the line alone. Plain http is for a stand-in on this machine alone.
 */
function discovery(issuer: string, clientId: string, secret: string): () => Promise<client.Configuration> {
	const plain = onThisMachine(issuer) ? [client.allowInsecureRequests] : [];
	const options = { execute: [client.enableNonRepudiationChecks, ...plain] };
	let found: Promise<client.Configuration> | null = null;
	return () => {
		found ??= client.discovery(new URL(issuer), clientId, secret, undefined, options);
		found.catch(() => (found = null));
		return found;
	};
}

async function begin(config: client.Configuration, redirect: string): Promise<{ url: string; trip: Trip }> {
	const trip = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
	const url = client.buildAuthorizationUrl(config, {
		redirect_uri: redirect,
		scope: 'openid profile eid',
		code_challenge: await client.calculatePKCECodeChallenge(trip.verifier),
		code_challenge_method: 'S256',
		state: trip.state,
		nonce: trip.nonce,
		prompt: 'login'
	});
	return { url: url.href, trip };
}

async function finish(config: client.Configuration, returned: URL, trip: Trip): Promise<EIdPerson> {
	const tokens = await client.authorizationCodeGrant(config, returned, {
		pkceCodeVerifier: trip.verifier,
		expectedState: trip.state,
		expectedNonce: trip.nonce,
		idTokenExpected: true
	});
	const claims = v.parse(Claims, tokens.claims());
	return {
		name: claims.name,
		level: claims.eid_level,
		number: claims.personal_no,
		birthDate: claims.birth_date ?? null
	};
}

/** OpenID Connect with PKCE. */
export function eIdByOidc(issuer: string, clientId: string, secret: string): EId {
	const discover = discovery(issuer, clientId, secret);
	return {
		origin: new URL(issuer).origin,
		begin: async (redirect) => begin(await discover(), redirect),
		finish: async (returned, trip) => finish(await discover(), returned, trip)
	};
}
