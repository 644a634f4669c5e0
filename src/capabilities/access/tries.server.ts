import { forgetTries, giveBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { lookupHash, tokenHash } from '#platform/keys.server.ts';
import { isKnownTo } from './sql.server.ts';

// A browser that this account has used, or an address where it was, answers for itself alone: nobody from elsewhere keeps
// anybody from the counter. All others slow down by name and by address as well. Each wait ends, and counting starts anew.
const own: Brake = { purpose: 'sign-in-browser', free: 5, minutes: 1 };
const pair: Brake = { purpose: 'sign-in', free: 5, minutes: 1 };
const byName: Brake = { purpose: 'sign-in-name', free: 20, minutes: 10 };
const byAddress: Brake = { purpose: 'sign-in-address', free: 20, minutes: 1 };

export type Try = { login: string; address: string; browser?: string | null | undefined };

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

/** Counts a try to sign in before it is made, by whichever way: until when it has to wait, and what it was counted by. */
export async function countTry(
	context: Context,
	tried: Try,
	staff: string | undefined
): Promise<{ until: Date | null; brakes: Braked }> {
	const brakes = await brakesFor(context, tried, staff);
	return { until: await tryEach(context, brakes), brakes };
}

/** It was right, and so no try: whoever it was is counted anew. */
export async function wasRight(context: Context, brakes: Braked): Promise<void> {
	for (const [brake, whom] of brakes)
		await (brake === own || brake === pair ? forgetTries : giveBack)(context, brake, whom);
}
