import { Secret } from 'otpauth';
import { derive, wrap } from '#platform/keys.server.ts';
import type { Context } from '#platform/context.server.ts';
import type { FirstPaper } from './answers.ts';
import { typable } from './rules-accounts.ts';
import { totpOf } from './second-factor.server.ts';

// What stands on a one-time paper: derived from keys and id, shown once, replaced at the first use and never stored in clear.

type Keyed = Pick<Context, 'keys'>;

const secretFrom = (keys: Context['keys'], purpose: string, text: string): Secret =>
	new Secret({ buffer: new Uint8Array(derive(keys, purpose, text).subarray(0, 20)).buffer });

/** The password that making this person gave. */
export const firstPasswordOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	typable(derive(keys, 'first-password', request));

/** The TOTP secret that making this person gave: derived from the request, so that it is shown once and stored sealed only. */
export const totpSecretOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): Secret =>
	secretFrom(keys, 'totp', request);

// A reset has two papers: whoever asked holds the password, whoever agreed the authenticator, and neither can sign in alone.
export const resetPasswordOf = ({ keys }: Keyed, change: string): string =>
	typable(derive(keys, 'reset-password', change));
export const resetSecretOf = ({ keys }: Keyed, change: string): Secret => secretFrom(keys, 'reset-totp', change);

/** The authenticator that somebody sees on their own page, before a code of it makes it theirs. */
export const ownSecretOf = ({ keys }: Keyed, staff: string, seed: string): Secret =>
	secretFrom(keys, 'own-totp', `${staff}\0${seed}`);

/** As it is kept: sealed, for this person alone. */
export const sealSecret = ({ keys }: Keyed, staff: string, secret: Secret): Buffer =>
	Buffer.from(wrap(keys, Buffer.from(secret.bytes), staff));

/** A step so long over that the first code of a new authenticator is new. */
export const stepBefore = (now: Date): number => Math.floor(now.getTime() / 30_000) - 2;

/** What an authenticator reads as a picture, under the name of whoever signs in with it. */
export function uriOf(secret: Secret, login: string): string {
	const totp = totpOf(secret);
	totp.label = login;
	return totp.toString();
}

/** What stands on the paper of a new account; a password that was chosen does not. */
export function firstPaperOf(context: Pick<Context, 'keys' | 'request'>, login: string, chosen?: string): FirstPaper {
	const secret = totpSecretOf(context);
	const password = chosen === undefined ? firstPasswordOf(context) : null;
	return { login, password, code: { letters: secret.base32, uri: uriOf(secret, login) } };
}
