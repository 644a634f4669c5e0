import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { ApiKeyRow, OwnSession, PasskeyRow } from './answers.ts';
import { ownSecretOf, sealSecret, uriOf } from './first-secrets.server.ts';
import { BeginAccount, ChangePassword, RenewAuthenticator } from './inputs.ts';
import { machineOf } from './lock.server.ts';
import { hashPassword, isPassword } from './passwords.server.ts';
import { provenBy, provenByFirst, takeCode } from './prove-both.server.ts';
import { stepOfCode } from './second-factor.server.ts';
import { isEasy } from './rules-passwords.ts';
import { listKeysOf } from './sql-keys.server.ts';
import {
	endOtherSessions,
	findOwn,
	listOwnSessions,
	lockOwn,
	updatePassword,
	updateTotp
} from './sql-own-account.server.ts';
import { listPasskeys } from './sql-passkeys.server.ts';

const Done = v.object({ ok: v.literal(true) });

/** Where somebody is signed in, the programs that act in their name, and the keys of their machines. */
export const ownAccount = query(
	{
		name: 'access.own-account',
		group: 'own-account',
		input: Nothing,
		answer: v.object({
			login: v.string(),
			here: v.string(),
			sessions: v.array(OwnSession),
			keys: v.array(ApiKeyRow),
			passkeys: v.array(PasskeyRow)
		}),
		look: 'a member of staff sees their own account'
	},
	async ({ db, actor, now }) => {
		const here = machineOf(actor);
		const { login } = await findOwn(db, actor.id);
		const sessions = [...(await listOwnSessions(db, actor.id, now))];
		const keys = (await listKeysOf(db, actor.id)).filter((key) => key.revokedAt === null);
		const passkeys = (await listPasskeys(db, actor.id)).map(({ credentialId: _, ...row }) => row);
		return { login, here, sessions, keys, passkeys };
	}
);

/** The authenticator that a seed of one's own page stands for, as a picture and in letters. */
export const ownAuthenticator = query(
	{
		name: 'access.own-authenticator',
		group: ['own-account', 'first-use'],
		input: v.object({ seed: v.pipe(v.string(), v.uuid()) }),
		answer: v.object({ login: v.string(), seed: v.string(), uri: v.string(), letters: v.string() }),
		look: 'a member of staff sees their own account'
	},
	async (context, { seed }) => {
		const { db, actor } = context;
		machineOf(actor);
		const { login } = await findOwn(db, actor.id);
		const secret = ownSecretOf(context, actor.id, seed);
		return { login, seed, uri: uriOf(secret, login), letters: secret.base32 };
	}
);

/** The hash of a new password; refuses the one that is kept, and one that is tried first. */
async function newPassword(context: Context, password: string): Promise<string> {
	const { db, actor, request } = context;
	const own = await inScope(db, actor, request, (sql) => findOwn(sql, actor.id));
	if (isEasy(password, own.login)) throw new Refusal('password-easy');
	if (await isPassword(own.password, password)) throw new Refusal('password-same');
	return hashPassword(password);
}

/** What the new authenticator shows now; refuses until it does. */
function freshStep(context: Context, seed: string, code: string): number {
	const step = stepOfCode(ownSecretOf(context, context.actor.id, seed), code, context.now);
	if (step === null) throw new Refusal('code-fresh-wrong');
	return step;
}

/** The first sign-in with what others have seen: password and authenticator become one's own, and only then other doors open. */
export const beginAccount = command(
	{
		name: 'access.begin-account',
		group: 'first-use',
		input: BeginAccount,
		answer: Done,
		before: (context, { password }) => newPassword(context, password)
	},
	async (context, { seed, code }, password) => {
		const { db, actor, now } = context;
		const here = machineOf(actor);
		if (!(await lockOwn(db, actor.id)).mustChange) throw new Refusal('account-begun');
		const step = freshStep(context, seed, code);
		await updatePassword(db, actor.id, password);
		await updateTotp(db, actor.id, sealSecret(context, actor.id, ownSecretOf(context, actor.id, seed)), step);
		await endOtherSessions(db, actor.id, here, now);
		return { answer: { ok: true }, about: actor.id };
	}
);

/** A new password by the old one; every other machine is signed out. */
export const changePassword = command(
	{
		name: 'access.change-password',
		group: 'own-account',
		input: ChangePassword,
		answer: Done,
		before: async (context, { old, password }) => {
			await provenBy(context, old);
			return newPassword(context, password);
		}
	},
	async ({ db, actor, now }, _, password) => {
		await updatePassword(db, actor.id, password);
		await endOtherSessions(db, actor.id, machineOf(actor), now);
		return { answer: { ok: true }, about: actor.id };
	}
);

/** A new authenticator by the password and a code of the old; it is theirs once it shows a code itself. */
export const renewAuthenticator = command(
	{
		name: 'access.renew-authenticator',
		group: 'own-account',
		input: RenewAuthenticator,
		answer: Done,
		before: (context, { password }) => provenByFirst(context, password)
	},
	async (context, { code, seed, fresh }) => {
		const { db, actor, now } = context;
		await takeCode(context, await lockOwn(db, actor.id), code);
		const step = freshStep(context, seed, fresh);
		await updateTotp(db, actor.id, sealSecret(context, actor.id, ownSecretOf(context, actor.id, seed)), step);
		await endOtherSessions(db, actor.id, machineOf(actor), now);
		return { answer: { ok: true }, about: actor.id };
	}
);
