import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { FirstPaper } from './answers.ts';
import { firstPaperOf, firstPasswordOf, sealSecret, stepBefore, totpSecretOf } from './first-secrets.server.ts';
import { hashPassword } from './passwords.server.ts';
import { findOpenByLogin, listAtMachine, resetAtMachine } from './sql-at-machine.server.ts';

// What must work when nobody can sign in: at the machine itself (`npm run admin`), where whoever stands holds the database anyway.

/** Every account, with its roles and places. */
export const allAccounts = query(
	{
		name: 'access.all-accounts',
		group: 'house',
		input: Nothing,
		answer: v.array(
			v.object({
				...v.entriesFromList(['login', 'name'], v.string()),
				...v.entriesFromList(['roles', 'places'], v.array(v.string())),
				closed: v.boolean()
			})
		),
		look: 'shows staff at the machine itself, and no resident'
	},
	async ({ db }) => [...(await listAtMachine(db))]
);

/**
 * New password and authenticator for an account, by one person at the machine. They are derived from the request, shown once, and
 * open one page until their holder replaces them. Refuses a login that nobody has, or a closed account (`account-unknown`).
 */
export const resetHere = command(
	{
		name: 'access.reset-here',
		group: 'house',
		input: v.object({ login: v.pipe(v.string(), v.nonEmpty()) }),
		answer: v.object({ staff: v.string() }),
		once: {
			shape: FirstPaper,
			of: (context, _, { login }) => firstPaperOf(context, login)
		},
		before: (context) => hashPassword(firstPasswordOf(context))
	},
	async (context, { login }, password) => {
		const { db, now } = context;
		const staff = await findOpenByLogin(db, login);
		if (!staff) throw new Refusal('account-unknown');
		const totpSealed = sealSecret(context, staff, totpSecretOf(context));
		await resetAtMachine(db, staff, { password, totpSealed, totpStep: stepBefore(now), at: now });
		return { answer: { staff }, about: staff, person: null };
	}
);
