import { Secret, TOTP } from 'otpauth';
import { forgetTries, tryOnce, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { tokenHash, unwrap } from '#platform/keys.server.ts';
import { SecondFactor } from './inputs.ts';
import { findHalfSession, isKnownTo, revokeStaffSession, updateTotpStep, type HalfSession } from './sql.server.ts';
import { SecondFactorAnswer } from './answers.ts';
import { beginShift } from './shift.server.ts';

// Six digits are few: whoever tries from a browser that this account never used waits long, its own only a minute.
const strange: Brake = { purpose: 'second-factor', free: 5, minutes: 15 };
const own: Brake = { purpose: 'second-factor-browser', free: 5, minutes: 1 };

/** RFC 6238 with SHA-1, six digits, 30 s: what every authenticator app speaks. */
export const totpOf = (secret: Secret): TOTP =>
	new TOTP({ issuer: 'Tung Nha', secret, algorithm: 'SHA1', digits: 6, period: 30 });

/**
 * The second factor: a code of the current step or a neighbour, each step once. It turns the half session into one of
 * a working day. This and `sign-in` are the only places of the product with a field for a code.
 */
export const secondFactor = command(
	{ name: 'access.second-factor', group: 'threshold', input: SecondFactor, answer: SecondFactorAnswer },
	async (context, { token, code, address, browser, held }) => {
		const half = await findHalfSession(context.db, tokenHash(token), context.now);
		if (!half) return { answer: { ok: false, why: 'expired' }, centre: null };
		const known = await isKnownTo(context.db, half.staffId, browser ? tokenHash(browser) : null);
		const [brake, whom] = known ? [own, `${half.staffId}\0${browser}`] : [strange, half.staffId];
		if (await tryOnce(context, brake, whom)) return { answer: { ok: false, why: 'locked' }, centre: null };
		const step = stepOf(context, half, code);
		if (step === null || step <= half.totpStep)
			return { answer: { ok: false, why: 'wrong' }, about: half.staffId, centre: null };
		await forgetTries(context, brake, whom);
		await updateTotpStep(context.db, half.staffId, step);
		await revokeStaffSession(context.db, tokenHash(token), context.now);
		await beginShift(context, half.staffId, { address, browser, held });
		return { answer: { ok: true, why: null }, about: half.staffId, centre: null };
	}
);

/** The step of which this is the code of that secret, or null. */
export function stepOfCode(secret: Secret, code: string, now: Date): number | null {
	const totp = totpOf(secret);
	const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
	return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta;
}

/** The same of the secret that is kept of somebody. */
export const stepOf = (
	{ keys, now }: Pick<Context, 'keys' | 'now'>,
	{ totpSealed, staffId }: Pick<HalfSession, 'totpSealed' | 'staffId'>,
	code: string
): number | null => {
	const bytes = unwrap(keys, totpSealed.toString('utf8'), staffId);
	return stepOfCode(new Secret({ buffer: new Uint8Array(bytes).buffer }), code, now);
};
