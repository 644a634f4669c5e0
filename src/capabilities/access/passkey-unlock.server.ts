import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { beforehand, giveChallenge, tookChallenge } from './challenges.server.ts';
import { UnlockByPasskey } from './inputs.ts';
import { machineOf } from './lock.server.ts';
import { countProof, forgetProofs } from './prove-it.server.ts';
import { isAhead, readSigned, siteOf } from './rules-passkeys.ts';
import { unlockMachine } from './sql.server.ts';
import { findPasskey, usePasskey } from './sql-passkeys.server.ts';
import { countOf } from './webauthn.server.ts';
import type { Context } from '#platform/context.server.ts';

/** Gives a covered machine a challenge, for a key of whoever is signed in there. */
export const beginUnlock = command(
	{
		name: 'access.begin-unlock',
		group: ['in-house', 'behind-lock'],
		input: Nothing,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context) => {
		await giveChallenge(context, { purpose: 'unlock', browser: machineOf(context.actor) });
		return { answer: { ok: true } };
	}
);

type Why = 'locked' | 'over' | 'wrong' | 'counter';

/** Counted like a password, and its challenge gone, before the signature is checked. Another's key is not even found (row-level security). */
async function looked(
	context: Context,
	{ credential, origin, host }: v.InferOutput<typeof UnlockByPasskey>
): Promise<{ why: Why } | { passkey: string; counter: number }> {
	const browser = machineOf(context.actor);
	const [said, site] = [readSigned(credential), siteOf(origin, host)];
	const found = await beforehand(context, async (within) => {
		if (await countProof(within)) return 'locked';
		if (!said) return 'wrong';
		if (!(await tookChallenge(within, said, { purpose: 'unlock', browser }))) return 'over';
		return (await findPasskey(within.db, Buffer.from(said.id, 'base64url'))) ?? 'wrong';
	});
	if (typeof found === 'string') return { why: found };
	const counter = said && site ? await countOf(said, site, found) : null;
	if (counter === null) return { why: 'wrong' };
	return isAhead(counter, found.counter) ? { passkey: found.id, counter } : { why: 'counter' };
}

/** Opens a covered machine by a key of whoever is signed in there, in place of their password. */
export const unlockByPasskey = command(
	{
		name: 'access.unlock-by-passkey',
		group: ['in-house', 'behind-lock'],
		input: UnlockByPasskey,
		answer: v.object({
			locked: v.boolean(),
			why: v.nullable(v.picklist(['locked', 'over', 'wrong', 'counter']))
		}),
		before: looked
	},
	async (context, _, found) => {
		const { db, now, actor } = context;
		const why: Why | null =
			'why' in found ? found.why : (await usePasskey(db, found.passkey, found.counter, now)) ? null : 'wrong';
		if (why === null) {
			await forgetProofs(context);
			await unlockMachine(db, machineOf(actor), now);
		}
		return { answer: { locked: why !== null, why }, ...(why ? { detail: { refused: why } } : {}) };
	}
);
