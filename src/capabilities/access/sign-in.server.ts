import pLimit from 'p-limit';
import { forgetTries, giveBack, tryOnce, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, lookupHash, tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { SignIn } from './inputs.ts';
import { isPassword } from './passwords.server.ts';
import { findStaffByLogin, insertStaffSession, isKnownTo } from './sql.server.ts';
import { SignInAnswer } from './answers.ts';

// A browser that this account has used, or an address where it was, answers for itself alone: nobody from elsewhere keeps
// anybody from the counter. All others slow down by name and by address as well. Each wait ends, and counting starts anew.
const own: Brake = { purpose: 'sign-in-browser', free: 5, minutes: 1 };
const pair: Brake = { purpose: 'sign-in', free: 5, minutes: 1 };
const byName: Brake = { purpose: 'sign-in-name', free: 20, minutes: 10 };
const byAddress: Brake = { purpose: 'sign-in-address', free: 20, minutes: 1 };
const HALF_MINUTES = 5;

type Try = { login: string; address: string; browser?: string | null | undefined };

/** The hash by which an address is remembered for an account. */
export const addressHash = ({ keys }: Pick<Context, 'keys'>, address: string): Buffer =>
	lookupHash(keys, 'staff-address', address);

/** What a try is counted by. */
async function brakesFor(context: Context, { login, address, browser }: Try, staff: string | undefined) {
	const known = staff !== undefined && (await isKnownTo(context.db, staff, browser ? tokenHash(browser) : null));
	if (known) return [[own, `${login}\0${browser}`]] as const;
	const here = staff !== undefined && (await isKnownTo(context.db, staff, null, addressHash(context, address)));
	const both = [pair, `${login}\0${address}`] as const;
	return here ? ([both, [byAddress, address]] as const) : ([both, [byName, login], [byAddress, address]] as const);
}

const nameOf = (typed: string): string => typed.normalize('NFKC').toLowerCase();

/** Of 250 tries at once most wait here, and not before whoever wants a page: two of the ten connections are enough for as many hashes. */
const few = pLimit(2);

/** The cheap part, in a transaction of its own: a try is counted before anything is hashed, so that sixty at once are sixty. */
const admitted = (context: Context, tried: Try) =>
	few(() =>
		inScope(context.db, context.actor, context.request, async (db) => {
			const within = { ...context, db };
			const staff = await findStaffByLogin(db, tried.login);
			const brakes = await brakesFor(within, tried, staff?.id);
			for (const [brake, whom] of brakes) {
				const until = await tryOnce(within, brake, whom);
				if (until) return { until, staff: undefined, brakes };
			}
			return { until: null, staff, brakes };
		})
	);

/**
 * The first factor. Answers `ok: false` without telling whether the name exists, after the same work each time; a
 * refusal is an answer and not an error. The token is derived from the request: see `halfTokenOf`.
 */
export const signIn = command(
	{
		name: 'access.sign-in',
		group: 'threshold',
		input: SignIn,
		answer: SignInAnswer,
		before: async (context, input) => {
			const { until, staff, brakes } = await admitted(context, { ...input, login: nameOf(input.login) });
			const right = until === null && (await isPassword(staff?.password, input.password));
			return { until, brakes, staff: right ? staff : undefined };
		}
	},
	async (context, _, { until, staff, brakes }) => {
		if (!staff)
			return {
				answer: { ok: false, until: until?.toISOString() ?? null },
				detail: { refused: until ? 'locked' : 'wrong' },
				centre: null
			};
		for (const [brake, whom] of brakes)
			await (brake === own || brake === pair ? forgetTries : giveBack)(context, brake, whom);
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
