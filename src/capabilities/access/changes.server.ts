import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { CHANGE_DAYS, daysAfter } from './rules-accounts.ts';
import type { Role } from './rules-roles.ts';
import {
	closeAccount,
	dropExpired,
	insertChange,
	keepsAccount,
	takeGrant,
	type Change
} from './sql-accounts.server.ts';
import { holdsRole, insertGrant } from './sql.server.ts';

// What becomes of an account, asked by one person and done at once or after a second one agreed.

type Asked = {
	id?: string;
	what: Change['what'];
	staff: string;
	role?: Role | null;
	place?: number | null;
	to?: string | null;
};

/** Lets it wait for a second person; one wish of a kind about one person at a time (`change-waits`). */
export async function waitFor({ db, actor, now }: Context, asked: Asked): Promise<string> {
	const change = asked.id ?? crypto.randomUUID();
	await dropExpired(db, asked.staff, actor.id, now);
	await insertChange(db, {
		id: change,
		staffId: asked.staff,
		what: asked.what,
		role: asked.role ?? null,
		place: asked.place ?? null,
		to: asked.to ?? null,
		by: actor.id,
		at: now,
		expiresAt: daysAfter(now, CHANGE_DAYS)
	});
	return change;
}

/** Refuses one's own account, and one of another place, also by a forged id. */
export async function mayKeep({ db, actor }: Context, staff: string, roles: readonly Role[]): Promise<void> {
	if (staff === actor.id) throw new Refusal('not-yourself');
	if (!(await keepsAccount(db, staff, roles))) throw new Refusal('not-your-place');
}

type Grant = { staff: string; place: number; role: Role };

export async function give({ db, now }: Context, { staff, place, role }: Grant): Promise<void> {
	if (await holdsRole(db, staff, place, role)) throw new Refusal('role-held');
	await insertGrant(db, staff, place, role, now);
}

export async function take({ db, now }: Context, { staff, place, role }: Grant): Promise<void> {
	const { count } = await takeGrant(db, staff, place, role, now);
	if (count === 0) throw new Refusal('role-not-held');
}

/** What whoever passes on the work of somebody is told: whose, to whom, in which centres and at which desks. */
export type Closed = { closed: string | null; to: string | null; centres: number[]; desks: string[] };

export const nothingClosed: Closed = { closed: null, to: null, centres: [], desks: [] };

/** Sessions, keys, known browsers and roles end in one step with the account; other rooms hear of it and pass on what lies open. */
export async function close({ db, now }: Context, staff: string, to: string | null): Promise<Closed> {
	const closed = await closeAccount(db, staff, now);
	if (!closed) throw new Refusal('account-unknown');
	return { closed: staff, to, ...closed };
}
