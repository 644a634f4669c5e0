import * as client from 'openid-client';
import * as v from 'valibot';
import { onThisMachine } from '#kernel/on-this-machine.ts';
import { Refusal } from '#kernel/refusal.ts';
import { log } from '#platform/log.server.ts';
import { codeOf, faultOf, levelOf } from '#capabilities/access/rules-e-id.ts';
import type { EId, EIdPerson, Trip } from '#capabilities/access/port.ts';

/** What is asked for; the provider puts the claims below into the token for `eid`. */
const SCOPE = 'openid profile eid';

const Claims = v.object({
	name: v.pipe(v.string(), v.nonEmpty()),
	personal_no: v.pipe(v.string(), v.regex(/^\d{12}$/)),
	birth_date: v.optional(v.string()),
	birthdate: v.optional(v.string())
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
		scope: SCOPE,
		code_challenge: await client.calculatePKCECodeChallenge(trip.verifier),
		code_challenge_method: 'S256',
		state: trip.state,
		nonce: trip.nonce,
		prompt: 'login'
	});
	return { url: url.href, trip };
}

async function finish(config: client.Configuration, returned: URL, trip: Trip, levels: string): Promise<EIdPerson> {
	const tokens = await client.authorizationCodeGrant(config, returned, {
		pkceCodeVerifier: trip.verifier,
		expectedState: trip.state,
		expectedNonce: trip.nonce,
		idTokenExpected: true
	});
	const told = tokens.claims() ?? {};
	const read = v.safeParse(Claims, told);
	if (!read.success) throw new Refusal('e-id-claims');
	const level = levelOf(told, levels);
	if (level === null) throw new Refusal('e-id-level');
	const { name, personal_no: number, birth_date: birth, birthdate } = read.output;
	return { name, level, number, birthDate: birth ?? birthdate ?? null };
}

type Set = { issuer: string; clientId: string; secret: string; levels: string };

/** OpenID Connect with PKCE. What goes wrong is a refusal, told apart by `faultOf`; the log has the rest. */
export function eIdByOidc({ issuer, clientId, secret, levels }: Set): EId {
	const discover = discovery(issuer, clientId, secret);
	const told = async <T>(work: () => Promise<T>): Promise<T> => {
		try {
			return await work();
		} catch (reason) {
			if (reason instanceof Refusal) throw reason;
			log.warn({ fault: String(reason), code: codeOf(reason) }, 'the e-ID');
			throw new Refusal(faultOf(reason));
		}
	};
	return {
		origin: new URL(issuer).origin,
		begin: (redirect) => told(async () => begin(await discover(), redirect)),
		finish: (returned, trip) => told(async () => finish(await discover(), returned, trip, levels))
	};
}
