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

/** By what a try is counted: each brake with whom it counts. */
export type Braked = readonly (readonly [Brake, string])[];

/** Counts one try by each brake, until one says that it must wait: until when, or null. */
export async function tryEach(context: Context, braked: Braked): Promise<Date | null> {
	for (const [brake, whom] of braked) {
		const until = await tryOnce(context, brake, whom);
		if (until) return until;
	}
	return null;
}

/** The same taken out of each count again, because it was right. */
export async function giveEachBack(context: Context, braked: Braked): Promise<void> {
	for (const [brake, whom] of braked) await giveBack(context, brake, whom);
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
