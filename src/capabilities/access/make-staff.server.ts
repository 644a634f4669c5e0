import * as v from 'valibot';
import { Secret } from 'otpauth';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#platform/db.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, tokenHash, wrap } from '#platform/keys.server.ts';
import type { Context } from '#platform/context.server.ts';
import { listCentresUnder } from '#capabilities/places/places.server.ts';
import { MakeApiKey, MakeStaff } from './inputs.ts';
import type { Role } from './rules-roles.ts';
import { hashPassword } from './passwords.server.ts';
import { holdsRole, insertApiKey, insertGrant, insertStaff } from './sql.server.ts';

/**
 * A role is given only at a place all of whose centres are the giver's own, and never one of the province: that is given
 * by the house itself (`npm run admin`, the seed).
 */
async function mayGive(db: Db, actor: Actor, place: number, role: Role): Promise<void> {
	if (actor.kind === 'system') return;
	if (role === 'province') throw new Refusal('role-above');
	const under = await listCentresUnder(db, place);
	if (under.length === 0 || !under.every((centre) => actor.centres.includes(centre)))
		throw new Refusal('not-your-place');
}

/** The TOTP secret that making this person gave: derived from the request, so that it is shown once and stored sealed only. */
export const totpSecretOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): Secret =>
	new Secret({ buffer: new Uint8Array(derive(keys, 'totp', request).subarray(0, 20)).buffer });

/**
 * Makes a member of staff with a role at a place. Refuses a place or role that is not the giver's to give, and a login
 * that is taken (constraint `staff_login_once`).
 */
export const makeStaff = command(
	{
		name: 'access.make-staff',
		group: 'run-house',
		input: MakeStaff,
		answer: v.object({ id: v.string() }),
		before: (_, { password }) => hashPassword(password)
	},
	async (context, input, password) => {
		await mayGive(context.db, context.actor, input.place, input.role);
		const secret = totpSecretOf(context);
		await insertStaff(context.db, {
			id: input.id,
			login: input.login,
			name: input.name.normalize('NFC'),
			password,
			totpSealed: Buffer.from(wrap(context.keys, Buffer.from(secret.bytes), input.id)),
			totpStep: Math.floor(context.now.getTime() / 30_000) - 2,
			at: context.now
		});
		await insertGrant(context.db, input.id, input.place, input.role, context.now);
		return { answer: { id: input.id }, about: input.id, detail: { role: input.role, place: input.place } };
	}
);

export const apiKeyOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	`tn_${derive(keys, 'api-key', request).toString('base64url')}`;

/** Makes a bearer key for a role that its holder has at a place; shown once. Refuses what is not the giver's to give. */
export const makeApiKey = command(
	{ name: 'access.make-api-key', group: 'run-house', input: MakeApiKey, answer: v.object({ id: v.string() }) },
	async (context, { staff, role, place }) => {
		await mayGive(context.db, context.actor, place, role);
		if (!(await holdsRole(context.db, staff, place, role))) throw new Refusal('role-not-held');
		const id = crypto.randomUUID();
		await insertApiKey(context.db, {
			tokenHash: tokenHash(apiKeyOf(context)),
			id,
			staff,
			role,
			place,
			at: context.now
		});
		return { answer: { id }, about: id, detail: { role, place } };
	}
);
