import { verify } from '@node-rs/argon2';
import { braked, countFailure, forgetFailures, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { findPasswordOf } from './sql.server.ts';

const brake: Brake = { purpose: 'prove-it', free: 5, minutes: 5 };

/**
 * Whether it is still she who sits at this machine: null when her password proves it, or why not. It answers and never
 * throws, and a command that asks it answers too, so that a wrong try is counted.
 */
export async function whyNotHer(context: Context, password: string): Promise<'locked' | 'wrong' | null> {
	const { db, actor } = context;
	if (await braked(context, brake, actor.id)) return 'locked';
	const kept = await findPasswordOf(db, actor.id);
	const right = kept !== undefined && (await verify(kept, password));
	await (right ? forgetFailures(context, brake, actor.id) : countFailure(context, brake, actor.id));
	return right ? null : 'wrong';
}
