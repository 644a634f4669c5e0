import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { findToken, putToken } from './sql-tokens.server.ts';

/** Both tokens of an account: the one to send by, and the one that gets the next pair and works once. */
type Tokens = { access: string | null; refresh: string; until: Date | null };

/** Under this subject their data key lies: it is nobody's, and no erasure takes it. */
const SUBJECT = '00000000-0000-4000-8000-7a616c6f0001';
const CARRIER = 'zalo';
const bind = `carrier-token ${CARRIER}`;

type Base = Pick<Context, 'db' | 'keys'>;

/**
 * Keeps the tokens of Zalo, sealed. They begin with the setting and live from one use to the next; another setting begins anew. A pair is
 * kept when `keep` is done, and is used only then.
 */
export function tokenKeeper(base: Base, first: string) {
	const begun = tokenHash(first);
	const within = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
		inScope(base.db, system('notices.tokens', new Set()), '', (db) =>
			work({ ...base, db, actor: system('notices.tokens', new Set()), request: '', now: new Date() } as Context)
		);
	return {
		read: (): Promise<Tokens> =>
			within(async (context) => {
				const row = await findToken(context.db, CARRIER);
				if (!row?.begun.equals(begun)) return { access: null, refresh: first, until: null };
				const kept = JSON.parse((await subjectKey(context, SUBJECT)).text(row.sealed, bind)) as {
					access: string | null;
					refresh: string;
					until: string | null;
				};
				return { ...kept, until: kept.until === null ? null : new Date(kept.until) };
			}),
		keep: (next: Tokens): Promise<void> =>
			within(async (context) => {
				const sealed = (await subjectKey(context, SUBJECT)).seal(JSON.stringify(next), bind);
				await putToken(context.db, { carrier: CARRIER, sealed, begun, at: context.now });
			})
	};
}
