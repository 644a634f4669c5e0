import * as v from 'valibot';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { Unlock } from './inputs.ts';
import { whyNotTheirs } from './prove-it.server.ts';
import { lockMachine, unlockMachine } from './sql.server.ts';

/** The signed-in browser; an API key has none: nothing of it can be covered, and it is nobody at a door for people. */
export function machineOf({ machine }: Actor): string {
	if (machine === null) throw new Refusal('not-allowed');
	return machine;
}

/** Covers this machine: from now on it opens no door but those of the group `behind-lock`. Nothing typed is lost. */
export const lock = command(
	{
		name: 'access.lock',
		formerly: 'assistance.lock',
		group: ['in-house', 'behind-lock'],
		input: Nothing,
		answer: v.object({ locked: v.literal(true) })
	},
	async ({ db, actor, now }) => {
		await lockMachine(db, machineOf(actor), now);
		return { answer: { locked: true } };
	}
);

/** Opens it again to whoever proves by their password that it is still they. A wrong one is an answer: it is counted. */
export const unlock = command(
	{
		name: 'access.unlock',
		formerly: 'assistance.unlock',
		group: ['in-house', 'behind-lock'],
		input: Unlock,
		answer: v.object({ locked: v.boolean(), why: v.nullable(v.picklist(['locked', 'wrong'])) }),
		before: (context, { password }) => whyNotTheirs(context, password)
	},
	async (context, _, why) => {
		if (why === null) await unlockMachine(context.db, machineOf(context.actor), context.now);
		return { answer: { locked: why !== null, why } };
	}
);
