import * as client from 'openid-client';
import * as v from 'valibot';
import type { EId } from '#capabilities/access/port.ts';

const Claims = v.object({
	name: v.string(),
	eid_level: v.number(),
	personal_no: v.pipe(v.string(), v.regex(/^\d{12}$/)),
	birth_date: v.optional(v.string()),
	gender: v.optional(v.picklist(['male', 'female']))
});

/** OpenID Connect with PKCE; plain http is for a stand-in on this machine alone. */
export function eIdByOidc(issuer: string, clientId: string, secret: string): EId {
	const local = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);
	let found: Promise<client.Configuration> | null = null;
	const discover = (): Promise<client.Configuration> => {
		found ??= client.discovery(new URL(issuer), clientId, secret, undefined, local ? { execute: [client.allowInsecureRequests] } : {});
		found.catch(() => (found = null));
		return found;
	};
	return {
		origin: new URL(issuer).origin,
		begin: async (redirect) => {
			const config = await discover();
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
		},
		finish: async (returned, trip) => {
			const config = await discover();
			const tokens = await client.authorizationCodeGrant(config, returned, {
				pkceCodeVerifier: trip.verifier,
				expectedState: trip.state,
				expectedNonce: trip.nonce,
				idTokenExpected: true
			});
			const claims = v.parse(Claims, tokens.claims());
			return { name: claims.name, level: claims.eid_level, number: claims.personal_no };
		}
	};
}
