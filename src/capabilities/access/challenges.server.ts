import type { Context } from '#platform/context.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { CHALLENGE_MINUTES, type Made, type Signed } from './rules-passkeys.ts';
import { insertChallenge, takeChallenge, type Purpose } from './sql-passkeys.server.ts';

/** What a key of a machine is asked to sign: derived from the request that asked, so that none is stored. */
export const challengeOf = ({ keys }: Pick<Context, 'keys'>, request: string): string =>
	derive(keys, 'passkey-challenge', request).toString('base64url');

type For = { purpose: Purpose; browser: string };

/** Remembers the challenge of this request, for this browser and this purpose, until it is taken or five minutes are over. */
export const giveChallenge = (context: Context, { purpose, browser }: For) =>
	insertChallenge(context.db, {
		hash: tokenHash(challengeOf(context, context.request)),
		purpose,
		browser: tokenHash(browser),
		staff: context.actor.kind === 'staff' ? context.actor.id : null,
		expiresAt: new Date(context.now.getTime() + CHALLENGE_MINUTES * 60_000)
	});

/** Takes away the one that is answered here; false where nobody gave it, to this browser, for this, or it is over. */
export const tookChallenge = ({ db, now }: Context, said: Made | Signed, { purpose, browser }: For): Promise<boolean> =>
	takeChallenge(db, { hash: tokenHash(said.challenge), purpose, browser: tokenHash(browser) }, now);

/** Work of its own transaction before a command's: what was counted or taken there stays so, whatever becomes of the command. */
export const beforehand = <T>(context: Context, work: (within: Context) => Promise<T>): Promise<T> =>
	inScope(context.db, context.actor, context.request, (db) => work({ ...context, db }));
