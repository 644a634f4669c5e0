import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { AccountChange, AccountRow, ApiKeyRow } from './answers.ts';
import { close, give, mayKeep, nothingClosed, take, waitFor } from './changes.server.ts';
import { CloseStaff, OneAccount, OneRole } from './inputs.ts';
import { machineOf } from './lock.server.ts';
import { mayGive } from './make-staff.server.ts';
import { givenAlone } from './rules-accounts.ts';
import { findAccount, listAccounts, listChanges, listKeptPlaces } from './sql-accounts.server.ts';
import { listKeysOf } from './sql-keys.server.ts';
import { holdsRole, worksNear } from './sql.server.ts';

const ofStaff = 'shows staff of one’s own places to whoever keeps their accounts, and no resident';

/** Whose accounts are kept here, open and closed, and what waits for a second person. */
export const accounts = query(
	{
		name: 'access.accounts',
		group: 'second-eyes',
		input: Nothing,
		answer: v.object({ people: v.array(AccountRow), changes: v.array(AccountChange) }),
		look: ofStaff
	},
	async ({ db, now }) => ({ people: [...(await listAccounts(db))], changes: [...(await listChanges(db, now))] })
);

/** One account with its keys and what waits; null for anybody of another place. */
export const account = query(
	{
		name: 'access.account',
		group: 'second-eyes',
		input: OneAccount,
		answer: v.nullable(v.object({ person: AccountRow, keys: v.array(ApiKeyRow), changes: v.array(AccountChange) })),
		look: ofStaff
	},
	async ({ db, now }, { staff }) => {
		const person = await findAccount(db, staff);
		if (!person) return null;
		const changes = (await listChanges(db, now)).filter(({ staffId }) => staffId === staff);
		return { person, keys: [...(await listKeysOf(db, staff))], changes };
	}
);

/** Where one’s own administration lets a role be given: centres, communes of which one has every centre, and their hamlets. */
export const keptPlaces = query(
	{
		name: 'access.kept-places',
		group: 'keep-accounts',
		input: Nothing,
		answer: v.array(v.object({ id: v.number(), name: v.string() })),
		look: 'holds no name'
	},
	async ({ db }) => [...(await listKeptPlaces(db))]
);

const Waits = v.object({ staff: v.string(), waits: v.boolean() });

/** Somebody who administers too: whatever is changed of them, a second person agrees to. */
const administers = async ({ db }: Context, staff: string): Promise<boolean> =>
	(await findAccount(db, staff))?.grants.some(({ role }) => role === 'administrator') ?? false;

/** Gives one more role at a place of one's own. */
export const giveRole = command(
	{ name: 'access.give-role', group: 'keep-accounts', input: OneRole, answer: Waits },
	async (context, input) => {
		await mayGive(context.db, context.actor, input.place, input.role);
		await mayKeep(context, input.staff, ['administrator']);
		if (await holdsRole(context.db, input.staff, input.place, input.role)) throw new Refusal('role-held');
		const waits = !givenAlone(input.role) || (await administers(context, input.staff));
		await (waits ? waitFor(context, { what: 'give', ...input }) : give(context, input));
		const { staff, role: given, place } = input;
		return { answer: { staff, waits }, about: staff, detail: { given, place, waits } };
	}
);

/** Takes a role; the last one is not taken, for then the account is closed. */
export const takeRole = command(
	{ name: 'access.take-role', group: 'keep-accounts', input: OneRole, answer: Waits },
	async (context, input) => {
		const { staff, role: taken, place } = input;
		await mayGive(context.db, context.actor, place, taken);
		await mayKeep(context, staff, ['administrator']);
		const held = (await findAccount(context.db, staff))?.grants ?? [];
		if (!held.some((one) => one.role === taken && one.place === place)) throw new Refusal('role-not-held');
		if (held.length === 1) throw new Refusal('role-last');
		const waits = held.some(({ role }) => role === 'administrator');
		await (waits ? waitFor(context, { what: 'take', ...input }) : take(context, input));
		return { answer: { staff, waits }, about: staff, detail: { taken, place, waits } };
	}
);

/**
 * The last day: everything that lets this person in ends in this very step, and whoever hears it passes on what lies open, to the
 * named colleague or back to nobody. Another administrator is closed by two.
 */
export const closeStaff = command(
	{ name: 'access.close-staff', group: 'keep-accounts', input: CloseStaff, answer: Waits },
	async (context, { staff, to }) => {
		const { db, actor } = context;
		machineOf(actor);
		await mayKeep(context, staff, ['administrator']);
		if (to !== null && (to === staff || !(await worksNear(db, to, actor.centres))))
			throw new Refusal('successor-unknown');
		const waits = await administers(context, staff);
		if (waits) await waitFor(context, { what: 'close', staff, to });
		const closed = waits ? nothingClosed : await close(context, staff, to);
		return { answer: { staff, waits }, about: staff, detail: { ...closed, waits } };
	}
);
