import { Refusal } from '#kernel/refusal.ts';
import type { Context } from './context.server.ts';
import { lookupHash } from './keys.server.ts';
import { log } from './log.server.ts';
import { clearAttempts, countAttempt, dropAttempt } from './sql-attempts.server.ts';

/** How often something may be tried before it is slowed, and for how long (minutes). */
export type Brake = { purpose: string; free: number; minutes: number };

const keyOf = ({ keys }: Pick<Context, 'keys'>, brake: Brake, whom: string): Buffer =>
	lookupHash(keys, `attempt:${brake.purpose}`, whom);

/**
 * Counts one try before it is made, so that many at once are many: null lets it through, or until when this name or address
 * must wait. Unknown names are counted alike, so nothing tells who exists. It is committed with the caller's transaction, so
 * a refusal must be returned, not thrown.
 */
export async function tryOnce(context: Context, brake: Brake, whom: string): Promise<Date | null> {
	const until = await countAttempt(context.db, keyOf(context, brake, whom), context.now, brake);
	if (until) log.warn({ brake: brake.purpose }, 'slowed');
	return until;
}

/** A try that was right is no try: it is taken out of the count again. */
export const giveBack = (context: Context, brake: Brake, whom: string) =>
	dropAttempt(context.db, keyOf(context, brake, whom));

/** Whoever was right is counted anew. */
export const forgetTries = (context: Context, brake: Brake, whom: string) =>
	clearAttempts(context.db, keyOf(context, brake, whom));

/**
 * Counts whoever asks from one address, in periods of `minutes` that are each counted for themselves: a household or a school is
 * never stopped, a script is. Throws `refusal` with the minutes until the next period for one who asks more often than `free`.
 */
export async function slowDown(context: Context, brake: Brake, address: string, refusal: string): Promise<void> {
	const minute = context.now.getTime() / 60_000;
	const whom = `${address}\0${Math.floor(minute / brake.minutes)}`;
	if (await tryOnce(context, brake, whom))
		throw new Refusal(refusal, { minutes: Math.ceil(brake.minutes - (minute % brake.minutes)) });
}
