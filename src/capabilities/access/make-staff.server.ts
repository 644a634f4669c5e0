import * as v from 'valibot';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#platform/db.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { waitFor } from './changes.server.ts';
import { FirstPaper } from './answers.ts';
import { firstPaperOf, firstPasswordOf, sealSecret, stepBefore, totpSecretOf } from './first-secrets.server.ts';
import { MakeStaff } from './inputs.ts';
import { machineOf } from './lock.server.ts';
import { hashPassword } from './passwords.server.ts';
import { givenAlone } from './rules-accounts.ts';
import { heldAt, type Role } from './rules-roles.ts';
import { keepsPlace, kindOfPlace } from './sql-accounts.server.ts';
import { insertGrant, insertStaff } from './sql.server.ts';

/**
 * A role is given only at a place all of whose centres the giver administers, and never one of the province: that is given
 * by the house itself (`npm run admin`, the seed).
 */
export async function mayGive(db: Db, actor: Actor, place: number, role: Role): Promise<void> {
	if (actor.kind === 'system') return;
	machineOf(actor);
	if (role === 'province') throw new Refusal('role-above');
	if (!(await keepsPlace(db, place, ['administrator']))) throw new Refusal('not-your-place');
	if (!heldAt(role, await kindOfPlace(db, place))) throw new Refusal('role-not-in-hamlet');
}

/**
 * Makes a member of staff with a role at a place, who replaces what the paper says at their first sign-in. A role that agrees to
 * what others ask waits for a second person. Refuses a place or role that is not the giver's to give, and a login that is taken
 * (`login-taken`).
 */
export const makeStaff = command(
	{
		name: 'access.make-staff',
		group: 'keep-accounts',
		input: MakeStaff,
		answer: v.object({ id: v.string(), waits: v.boolean() }),
		// What the paper says: a password unless one was given, and the authenticator as letters and as what it reads.
		once: {
			shape: FirstPaper,
			of: (context, _, { login, password }) => firstPaperOf(context, login, password)
		},
		before: (context, { password }) => hashPassword(password ?? firstPasswordOf(context))
	},
	async (context, input, password) => {
		const { db, actor, now } = context;
		await mayGive(db, actor, input.place, input.role);
		await insertStaff(db, {
			id: input.id,
			login: input.login,
			name: input.name.normalize('NFC'),
			password,
			totpSealed: sealSecret(context, input.id, totpSecretOf(context)),
			totpStep: stepBefore(now),
			mustChange: actor.kind !== 'system',
			at: now
		});
		const waits = actor.kind !== 'system' && !givenAlone(input.role);
		const given = { staff: input.id, role: input.role, place: input.place };
		if (waits) await waitFor(context, { what: 'give', ...given });
		else await insertGrant(db, input.id, input.place, input.role, now);
		return {
			answer: { id: input.id, waits },
			about: input.id,
			detail: { given: input.role, place: input.place, ...(waits ? { waits } : {}) }
		};
	}
);
