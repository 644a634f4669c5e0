import { hash, verify } from '@node-rs/argon2';
import { braked, countFailure, forgetFailures, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { SignIn } from './inputs.ts';
import { findStaffByLogin, insertStaffSession } from './sql.server.ts';
import { SignInAnswer } from './answers.ts';

/** OWASP 2025: argon2id, 19 MiB, 2 passes. */
export const ARGON = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const nobody = hash('nobody has this password', ARGON);

// Name and address are counted together, so that nobody can lock a clerk out from elsewhere, and each alone more patiently.
const pair: Brake = { purpose: 'sign-in', free: 5, minutes: 5 };
const alone: Brake = { purpose: 'sign-in-name', free: 30, minutes: 10 };
const HALF_MINUTES = 5;

/**
 * The first factor. Answers `ok: false` without telling whether the name exists, after the same work each time; a
 * refusal is an answer and not an error, so that its count commits. The token is derived from the request: see `tokenOf`.
 */
export const signIn = command(
	{ name: 'access.sign-in', group: 'threshold', input: SignIn, answer: SignInAnswer },
	async (context, input) => {
		const login = input.login.normalize('NFKC').toLowerCase();
		const whom = `${login}\0${input.address}`;
		const locked = (await braked(context, pair, whom)) ?? (await braked(context, alone, login));
		const staff = await findStaffByLogin(context.db, login);
		const right = await verify(staff?.password ?? (await nobody), input.password);
		if (locked || !staff || !right) {
			if (!locked) await Promise.all([countFailure(context, pair, whom), countFailure(context, alone, login)]);
			return {
				answer: { ok: false, until: locked?.toISOString() ?? null },
				detail: { refused: locked ? 'locked' : 'wrong' },
				centre: null
			};
		}
		await forgetFailures(context, pair, whom);
		await insertStaffSession(context.db, {
			tokenHash: tokenHash(halfTokenOf(context)),
			id: crypto.randomUUID(),
			staffId: staff.id,
			level: 1,
			madeAt: context.now,
			expiresAt: new Date(context.now.getTime() + HALF_MINUTES * 60_000)
		});
		return { answer: { ok: true, until: null }, about: staff.id, centre: null };
	}
);

/** The token that a successful sign-in gives: derived, so that a repeated request gives the same one and none is stored. */
export const halfTokenOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	derive(keys, 'half-session', request).toString('base64url');
