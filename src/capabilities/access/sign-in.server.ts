import pLimit from 'p-limit';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { SignIn } from './inputs.ts';
import { isPassword } from './passwords.server.ts';
import { findStaffByLogin, insertStaffSession } from './sql.server.ts';
import { SignInAnswer } from './answers.ts';
import { countTry, wasRight, type Try } from './tries.server.ts';

const HALF_MINUTES = 5;

const nameOf = (typed: string): string => typed.normalize('NFKC').toLowerCase();

/** Of 250 tries at once most wait here, and not before whoever wants a page: two of the ten connections are enough for as many hashes. */
const few = pLimit(2);

/** The cheap part, in a transaction of its own: a try is counted before anything is hashed, so that sixty at once are sixty. */
const admitted = (context: Context, tried: Try) =>
	few(() =>
		inScope(context.db, context.actor, context.request, async (db) => {
			const within = { ...context, db };
			const staff = await findStaffByLogin(db, tried.login);
			const { until, brakes } = await countTry(within, tried, staff?.id);
			return { until, staff: until ? undefined : staff, brakes };
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
		await wasRight(context, brakes);
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
