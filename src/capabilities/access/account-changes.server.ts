import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { close, give, mayKeep, nothingClosed, take, waitFor } from './changes.server.ts';
import { resetPasswordOf, resetSecretOf, sealSecret, stepBefore } from './first-secrets.server.ts';
import { AskReset, OneChange } from './inputs.ts';
import { machineOf } from './lock.server.ts';
import { hashPassword } from './passwords.server.ts';
import { secondEyes } from './rules-accounts.ts';
import { agreeTo, dropTo, findChange, isAgreed, lockChange, resetAccount, type Change } from './sql-accounts.server.ts';

/** Somebody forgot the password or lost the telephone: both come anew, once a second person agrees. Whoever asks prints the password. */
export const askReset = command(
	{
		name: 'access.ask-reset',
		group: 'second-eyes',
		input: AskReset,
		answer: v.object({ change: v.string() }),
		once: {
			shape: v.object({ password: v.string() }),
			of: (context, { change }) => ({ password: resetPasswordOf(context, change) })
		}
	},
	async (context, { id, staff }) => {
		machineOf(context.actor);
		await mayKeep(context, staff, secondEyes);
		await waitFor(context, { id, what: 'reset', staff });
		return { answer: { change: id }, about: staff, detail: { change: id } };
	}
);

/** The open change, held; refuses one that is over, and whoever asked for it or whom it is about. */
async function hold({ db, actor, now }: Context, id: string): Promise<Change> {
	machineOf(actor);
	const change = await lockChange(db, id);
	if (!change || change.expiresAt <= now) throw new Refusal('change-over');
	if (change.staffId === actor.id) throw new Refusal('change-own');
	return change;
}

/** The hash of what whoever asked has printed; nothing where there is no password in it. */
const passwordFor = async (context: Context, id: string): Promise<string | null> => {
	const change = await inScope(context.db, context.actor, context.request, (db) => findChange(db, id));
	return change?.what === 'reset' ? hashPassword(resetPasswordOf(context, id)) : null;
};

/**
 * A second person agrees, and it is done: another administrator, or a leader of that place, and never whoever asked or whom it is
 * about. The rows themselves ask for two people (`app_agreed`).
 */
export const agreeChange = command(
	{
		name: 'access.agree-change',
		group: 'second-eyes',
		input: OneChange,
		answer: v.object({ staff: v.string(), what: v.picklist(['reset', 'give', 'take', 'close']) }),
		// Of a reset: the authenticator, to whoever agreed. The password is with whoever asked.
		once: {
			shape: v.object({ letters: v.nullable(v.string()) }),
			of: (context, { what }, { change }) => ({
				letters: what === 'reset' ? resetSecretOf(context, change).base32 : null
			})
		},
		before: (context, { change }) => passwordFor(context, change)
	},
	async (context, { change: id }, password) => {
		const { db, actor, now } = context;
		const change = await hold(context, id);
		if (change.askedBy === actor.id) throw new Refusal('change-own');
		await agreeTo(db, id, actor.id, now);
		if (!(await isAgreed(db, change, now))) throw new Refusal('change-over');
		const closed = await carryOut(context, change, password);
		const { staffId: staff, what, role: given, place } = change;
		return { answer: { staff, what }, about: staff, detail: { change: id, what, given, place, ...closed } };
	}
);

async function carryOut(context: Context, change: Change, password: string | null) {
	const { staffId: staff, what, role, place, to } = change;
	if (what === 'close') return close(context, staff, to);
	if (what === 'reset') await reset(context, change, password);
	else await (what === 'give' ? give : take)(context, { staff, role: role!, place: place! });
	return nothingClosed;
}

async function reset(context: Context, { id, staffId }: Change, password: string | null): Promise<void> {
	const { db, now } = context;
	const totpSealed = sealSecret(context, staffId, resetSecretOf(context, id));
	const to = { password: password ?? '', totpSealed, totpStep: stepBefore(now), at: now };
	if (password === null || !(await resetAccount(db, staffId, to))) throw new Refusal('account-unknown');
}

/** Takes it back, or says no. Whom it is about cannot. */
export const dropChange = command(
	{
		name: 'access.drop-change',
		group: 'second-eyes',
		input: OneChange,
		answer: v.object({ staff: v.string() })
	},
	async (context, { change: id }) => {
		const change = await hold(context, id);
		await dropTo(context.db, id, context.actor.id, context.now);
		return { answer: { staff: change.staffId }, about: change.staffId, detail: { change: id, what: change.what } };
	}
);
