import * as v from 'valibot';

/** So many keys of machines may one account have. */
export const MOST_PASSKEYS = 10;

/** So long may somebody look for their finger. */
export const CHALLENGE_MINUTES = 5;

/** Where a key of a machine is good: the address as browsers write it, and its host, for which the key is made. */
export type Site = { origin: string; host: string };

/**
 * Where keys of machines work: under https, or on the machine itself by its name, and never at a bare IP address (Web
 * Authentication, “relying party identifier”). Null where they do not, and where somebody came by another host than ours.
 */
export function siteOf(ours: string, host: string): Site | null {
	const { origin, hostname, protocol, host: own } = new URL(ours);
	const bare = /^[\d.]+$|^\[/.test(hostname);
	const safe = protocol === 'https:' || hostname === 'localhost';
	return safe && !bare && own === host ? { origin, host: hostname } : null;
}

/** Whether a key has signed since it last did here. One that does not count always says 0. */
export const isAhead = (says: number, kept: number): boolean => says > kept || (says === 0 && kept === 0);

const text = v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(8000));
const ofKey = { id: text, rawId: text, type: v.literal('public-key') };

/** What a browser says when a key was made, and when one has signed. Whatever else it says is not read. */
const Made = v.object({
	...ofKey,
	response: v.object({
		clientDataJSON: text,
		attestationObject: text,
		transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))), v.maxLength(8)), [])
	})
});
const Signed = v.object({
	...ofKey,
	response: v.object({
		clientDataJSON: text,
		authenticatorData: text,
		signature: text,
		userHandle: v.nullish(text)
	})
});
export type Made = v.InferOutput<typeof Made> & { challenge: string };
export type Signed = v.InferOutput<typeof Signed> & { challenge: string };

const json = v.pipe(v.string(), v.parseJson());
const Client = v.pipe(
	text,
	v.transform((client) => Buffer.from(client, 'base64url').toString('utf8')),
	json,
	v.object({ challenge: text })
);

function read<S extends typeof Made | typeof Signed>(
	shape: S,
	typed: string
): (v.InferOutput<S> & { challenge: string }) | null {
	const said = v.safeParse(v.pipe(json, shape as typeof Made), typed);
	if (!said.success) return null;
	const client = v.safeParse(Client, said.output.response.clientDataJSON);
	return client.success ? { ...(said.output as v.InferOutput<S>), challenge: client.output.challenge } : null;
}

/** What a form carries of a key that was made or has signed, and the challenge that it says it answers; null where it is none. */
export const readMade = (typed: string): Made | null => read(Made, typed);
export const readSigned = (typed: string): Signed | null => read(Signed, typed) as Signed | null;
