import type { Context } from '#platform/context.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { insertStaffSession, noteBrowser, revokeStaffSession } from './sql.server.ts';
import { addressHash } from './tries.server.ts';

const SHIFT_HOURS = 10;

type From = { address: string; browser?: string | null | undefined; held?: string | null | undefined };

/**
 * A working day begins on this browser, which is known from now on: after both factors, or a key that is both. What was signed in
 * on it before ends.
 */
export async function beginShift(context: Context, staff: string, { address, browser, held }: From): Promise<void> {
	const { db, now } = context;
	if (held) await revokeStaffSession(db, tokenHash(held), now);
	await noteBrowser(db, {
		staff,
		browser: tokenHash(browser ?? browserTokenOf(context)),
		address: addressHash(context, address),
		at: now
	});
	await insertStaffSession(db, {
		tokenHash: tokenHash(fullTokenOf(context)),
		id: crypto.randomUUID(),
		staffId: staff,
		level: 2,
		madeAt: now,
		expiresAt: new Date(now.getTime() + SHIFT_HOURS * 3_600_000)
	});
}

/** By which a browser is known again; derived like every token, so that a repeated request gives the same one. */
export const browserTokenOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	derive(keys, 'staff-browser', request).toString('base64url');

export const fullTokenOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	derive(keys, 'staff-session', request).toString('base64url');
