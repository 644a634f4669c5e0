import * as v from 'valibot';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { MakeApiKey, OneKey } from './inputs.ts';
import { mayGive } from './make-staff.server.ts';
import { daysAfter, givenAlone, KEY_DAYS, OLD_KEY_HOURS } from './rules-accounts.ts';
import type { Role } from './rules-roles.ts';
import { endKey, insertApiKey, lockKey, turnKey } from './sql-keys.server.ts';
import { holdsRole } from './sql.server.ts';
import { machineOf } from './lock.server.ts';

const apiKeyOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	`tn_${derive(keys, 'api-key', request).toString('base64url')}`;

/** The key itself, to whoever made it. */
const shownKey = { shape: v.object({ key: v.string() }), of: (context: Context) => ({ key: apiKeyOf(context) }) };

/** Nobody holds a key that acts as another administrator or leader. */
function mayHold(actor: Actor, staff: string, role: Role): void {
	if (actor.kind !== 'system' && !givenAlone(role) && staff !== actor.id) throw new Refusal('key-own-only');
}

/**
 * Makes a bearer key for a role that its holder has at a place, for some of its groups or all; shown once, good for a year.
 * Refuses what is not the giver's to give. No key opens a door of accounts; one that somebody else made opens none that
 * shows or changes people, because that would be read as its holder's doing.
 */
export const makeApiKey = command(
	{
		name: 'access.make-api-key',
		group: 'keep-accounts',
		input: MakeApiKey,
		answer: v.object({ id: v.string() }),
		once: shownKey
	},
	async (context, { staff, role, place, name, groups }) => {
		const { db, actor, now } = context;
		await mayGive(db, actor, place, role);
		mayHold(actor, staff, role);
		if (!(await holdsRole(db, staff, place, role))) throw new Refusal('role-not-held');
		const id = crypto.randomUUID();
		const by = actor.kind === 'system' ? null : actor.id;
		await insertApiKey(db, {
			...{ tokenHash: tokenHash(apiKeyOf(context)), id, staff, role, place, name, groups, by },
			...{ at: now, expiresAt: daysAfter(now, KEY_DAYS) }
		});
		return { answer: { id }, about: id, detail: { staff, given: role, place, groups } };
	}
);

/** A new token in place of the old, which works for a day more, so that a program can be changed without a gap. */
export const rotateApiKey = command(
	{
		name: 'access.rotate-api-key',
		group: 'keep-accounts',
		input: OneKey,
		answer: v.object({ id: v.string(), staff: v.string() }),
		once: shownKey
	},
	async (context, { key: id }) => {
		const { db, actor, now } = context;
		const key = await held(context, id);
		mayHold(actor, key.staffId, key.role);
		const oldUntil = daysAfter(now, OLD_KEY_HOURS / 24);
		await turnKey(db, id, { tokenHash: tokenHash(apiKeyOf(context)), oldUntil, expiresAt: daysAfter(now, KEY_DAYS) });
		return { answer: { id, staff: key.staffId }, about: id, detail: { staff: key.staffId } };
	}
);

/** Ends a key at once, with whatever token. */
export const endApiKey = command(
	{
		name: 'access.end-api-key',
		group: 'keep-accounts',
		input: OneKey,
		answer: v.object({ id: v.string(), staff: v.string() })
	},
	async (context, { key: id }) => {
		const { staffId: staff } = await held(context, id);
		await endKey(context.db, id, context.now);
		return { answer: { id, staff }, about: id, detail: { staff } };
	}
);

/** A key that works, of a place of one's own; another's is not there, whoever knows its id. */
async function held({ db, actor }: Context, id: string) {
	machineOf(actor);
	const key = await lockKey(db, id);
	if (!key) throw new Refusal('key-unknown');
	return key;
}
