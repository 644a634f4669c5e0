import { forgetTries, tryOnce, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { isPassword } from './passwords.server.ts';
import { findPasswordOf } from './sql.server.ts';

const brake: Brake = { purpose: 'prove-it', free: 5, minutes: 1 };

/** Counts one proof before it is tried, by password or key alike: until when it has to wait. */
export const countProof = (context: Context) => tryOnce(context, brake, context.actor.id);

/** It was they: counted anew. */
export const forgetProofs = (context: Context) => forgetTries(context, brake, context.actor.id);

/**
 * Whether it is still the same person who sits at this machine: null when their password proves it, or why not. Asked
 * before a command's transaction; a try is counted before anything is hashed.
 */
export async function whyNotTheirs(context: Context, password: string): Promise<'locked' | 'wrong' | null> {
	const { actor, request } = context;
	const kept = await inScope(context.db, actor, request, async (db) => {
		if (await countProof({ ...context, db })) return null;
		return { password: await findPasswordOf(db, actor.id) };
	});
	if (kept === null) return 'locked';
	if (!(await isPassword(kept.password, password))) return 'wrong';
	await inScope(context.db, actor, request, (db) => forgetProofs({ ...context, db }));
	return null;
}
