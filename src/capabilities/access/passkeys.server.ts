import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { beforehand, challengeOf, giveChallenge, tookChallenge } from './challenges.server.ts';
import { AddPasskey, BeginPasskey, NewPasskey, RemovePasskey } from './inputs.ts';
import { machineOf } from './lock.server.ts';
import { provenByFirst, takeCode } from './prove-both.server.ts';
import { MOST_PASSKEYS, readMade, siteOf } from './rules-passkeys.ts';
import { updateTotpStep } from './sql.server.ts';
import { findOwn, lockOwn } from './sql-own-account.server.ts';
import { deletePasskey, insertPasskey, listPasskeys } from './sql-passkeys.server.ts';
import { askForNew, keyIn, type NewKey } from './webauthn.server.ts';

const Done = v.object({ ok: v.literal(true) });

const roomFor = async ({ db, actor }: Context): Promise<void> => {
	if ((await listPasskeys(db, actor.id)).length >= MOST_PASSKEYS) throw new Refusal('passkeys-many');
};

/**
 * Somebody proves by password and code that it is they, before their machine makes a key: then it may be added from this browser. A
 * key stands for both, so that whoever saw only a password gets none.
 */
export const beginPasskey = command(
	{
		name: 'access.begin-passkey',
		group: 'own-account',
		input: BeginPasskey,
		answer: Done,
		before: (context, { password }) => provenByFirst(context, password)
	},
	async (context, { code }) => {
		const { db, actor } = context;
		await updateTotpStep(db, actor.id, await takeCode(context, await lockOwn(db, actor.id), code));
		await roomFor(context);
		await giveChallenge(context, { purpose: 'add', browser: machineOf(actor) });
		return { answer: { ok: true }, about: actor.id };
	}
);

/** What the browser is asked for after that, as it takes it. */
export const newPasskey = query(
	{
		name: 'access.new-passkey',
		group: 'own-account',
		input: NewPasskey,
		answer: v.object({ options: v.string() }),
		look: 'a member of staff sees their own account'
	},
	async (context, { begun, origin, host }) => {
		const { db, actor } = context;
		machineOf(actor);
		const site = siteOf(origin, host);
		if (!site) throw new Refusal('passkeys-not-here');
		const { login, name } = await findOwn(db, actor.id);
		const has = (await listPasskeys(db, actor.id)).map(({ credentialId }) => credentialId);
		const asked = { site, challenge: challengeOf(context, begun) };
		return { options: await askForNew(asked, { staff: actor.id, login, name }, has) };
	}
);

/** The key that the machine made, when it answers what was asked there and then; its challenge is gone whatever it says. */
async function madeHere(context: Context, typed: string, at: { origin: string; host: string }): Promise<NewKey> {
	const browser = machineOf(context.actor);
	const [made, site] = [readMade(typed), siteOf(at.origin, at.host)];
	if (!made || !site) throw new Refusal('passkey-wrong');
	if (!(await beforehand(context, (within) => tookChallenge(within, made, { purpose: 'add', browser }))))
		throw new Refusal('passkey-over');
	const key = await keyIn(made, site);
	if (!key) throw new Refusal('passkey-wrong');
	return key;
}

/** One more key that signs this person in. */
export const addPasskey = command(
	{
		name: 'access.add-passkey',
		group: 'own-account',
		input: AddPasskey,
		answer: v.object({ passkey: v.string() }),
		before: (context, { credential, origin, host }) => madeHere(context, credential, { origin, host })
	},
	async (context, { credential, name, id: passkey }, key) => {
		const { db, actor, now } = context;
		await lockOwn(db, actor.id);
		await roomFor(context);
		const transports = readMade(credential)?.response.transports ?? [];
		await insertPasskey(db, { id: passkey, staff: actor.id, name, transports, at: now, ...key });
		return { answer: { passkey }, about: actor.id, detail: { passkey } };
	}
);

/** One key less: from this moment it opens nothing. Refuses one that is not one's own. */
export const removePasskey = command(
	{ name: 'access.remove-passkey', group: 'own-account', input: RemovePasskey, answer: v.object({ passkey: id }) },
	async ({ db, actor }, { passkey }) => {
		machineOf(actor);
		if ((await deletePasskey(db, actor.id, passkey)).count === 0) throw new Refusal('passkey-unknown');
		return { answer: { passkey }, about: actor.id, detail: { passkey } };
	}
);
