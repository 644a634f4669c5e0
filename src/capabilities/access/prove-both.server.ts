import { Refusal } from '#kernel/refusal.ts';
import { forgetTries, tryOnce, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { beforehand } from './challenges.server.ts';
import { machineOf } from './lock.server.ts';
import { whyNotTheirs } from './prove-it.server.ts';
import { stepOf } from './second-factor.server.ts';
import type { OwnRow } from './sql-own-account.server.ts';

// Whoever changes what opens their own account proves first that it is they: by the password, and by a code as well where what is
// new stands for both.

const brake: Brake = { purpose: 'own-code', free: 5, minutes: 1 };

/** Proves by the password that it is still they; a wrong one was counted before it is refused. */
export async function provenBy(context: Context, password: string): Promise<void> {
	machineOf(context.actor);
	const why = await whyNotTheirs(context, password);
	if (why) throw new Refusal(`unlock-${why}`);
}

/** The same, and a code is counted before it is tried (`takeCode`). */
export async function provenByFirst(context: Context, password: string): Promise<void> {
	await provenBy(context, password);
	if (await beforehand(context, (within) => tryOnce(within, brake, context.actor.id)))
		throw new Refusal('unlock-locked');
}

/** The step of a code that their authenticator shows now; refuses any other, and one that was used. Their row is held. */
export async function takeCode(context: Context, own: OwnRow, code: string): Promise<number> {
	const step = stepOf(context, { totpSealed: own.totpSealed, staffId: context.actor.id }, code);
	if (step === null || step <= own.totpStep) throw new Refusal('code-old-wrong');
	await forgetTries(context, brake, context.actor.id);
	return step;
}
