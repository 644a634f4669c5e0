import { Refusal } from '#kernel/refusal.ts';
import type { Context } from './context.server.ts';
import { lookupHash } from './keys.server.ts';
import { addAttempt, clearAttempts, findAttempts } from './sql-attempts.server.ts';

/** How often something may fail before it is slowed, and for how long (minutes). */
export type Brake = { purpose: string; free: number; minutes: number };

const keyOf = ({ keys }: Context, brake: Brake, whom: string): Buffer =>
	lookupHash(keys, `attempt:${brake.purpose}`, whom);

/** Until when this name or address must wait, or null. Unknown names are counted alike, so nothing tells who exists. */
export async function braked(context: Context, brake: Brake, whom: string): Promise<Date | null> {
	const row = await findAttempts(context.db, keyOf(context, brake, whom));
	return row?.until && row.until > context.now ? row.until : null;
}

/** Counts one failure. It is committed with the caller's transaction, so a refusal must be returned, not thrown. */
export const countFailure = (context: Context, brake: Brake, whom: string) =>
	addAttempt(context.db, keyOf(context, brake, whom), context.now, brake.free, brake.minutes);

export const forgetFailures = (context: Context, brake: Brake, whom: string) =>
	clearAttempts(context.db, keyOf(context, brake, whom));

/**
 * Counts whoever asks from one address, in periods of `minutes` that are each counted for themselves: a household or a school is
 * never stopped, a script is. Throws `refusal` with the minutes until the next period for one who asks more often than `free`.
 */
export async function slowDown(context: Context, brake: Brake, address: string, refusal: string): Promise<void> {
	const minute = context.now.getTime() / 60_000;
	const whom = `${address}\0${Math.floor(minute / brake.minutes)}`;
	if (await braked(context, brake, whom))
		throw new Refusal(refusal, { minutes: Math.ceil(brake.minutes - (minute % brake.minutes)) });
	await countFailure(context, brake, whom);
}
