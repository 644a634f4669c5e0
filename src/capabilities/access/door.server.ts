import { system, type Actor } from '#kernel/actor.ts';
import { orAway } from '#platform/away.server.ts';
import type { Db, Pool } from '#platform/db.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { listCentresUnder } from '#capabilities/places/places.server.ts';
import { givesPlace, heldAt, roles, type DeviceKind, type Role } from './rules-roles.ts';
import { coversAt, isLocked } from './rules-lock.ts';
import { findDeviceAtDoor, touchDevice, type DeviceAtDoor } from './sql-devices.server.ts';
import { findResidentAtDoor } from './sql-residents-at-door.server.ts';
import { findApiKey } from './sql-keys.server.ts';
import { findStaffAtDoor, lockMachine, noteWork, type StaffAtDoor } from './sql.server.ts';

// The door: turns what a browser or program holds into an actor. It reads as the system, because nobody is anybody yet.

const atDoor = <T>(pool: Pool, look: (sql: Db) => Promise<T>): Promise<T> =>
	inScope(pool, system('door', new Set()), '', look);

const centresOf = async (sql: Db, grants: readonly { place: number; kind: string }[]): Promise<number[]> => {
	const lists = await Promise.all(
		grants.map((grant) => (grant.kind === 'centre' ? [grant.place] : listCentresUnder(sql, grant.place)))
	);
	return [...new Set(lists.flat())];
};

/** Which doors each may open, by name; the program knows, because it knows all rooms. */
type Rights = Readonly<Record<Role | DeviceKind | 'resident' | 'locked' | 'first-use', readonly string[]>>;

/** The rights of somebody's roles, and as which of them each door opens: whoever serves and administers does the first by serving. */
function rights(rightsOf: Rights, granted: readonly Role[]): Pick<Required<Actor>, 'may' | 'inRole'> {
	const held = roles.filter((role) => granted.includes(role));
	return {
		may: new Set(held.flatMap((role) => rightsOf[role])),
		inRole: (door) => held.find((role) => rightsOf[role].includes(door)) ?? null
	};
}

/** What narrows somebody to one page, whatever their roles: the lantern, or a password that others have seen. */
const onlyFor = (found: StaffAtDoor, locked: boolean): 'locked' | 'first-use' | null =>
	locked ? 'locked' : found.mustChange ? 'first-use' : null;

/** When whoever it is would be somebody else by the clock alone. */
type Until = { until: Date };

export type StaffDoor = {
	actor: Actor;
	staff: Pick<StaffAtDoor, 'name' | 'login' | 'sessionId' | 'deskName' | 'deskKind' | 'assisted' | 'assistedCase'>;
	roles: Role[];
	/** Covered: it opens nothing but its own lock. */
	locked: boolean;
	/** What opened this account was printed by others: it opens nothing but the page that replaces it. */
	firstUse: boolean;
} & Until;

/**
 * Who is signed in on this browser, or null. A covered machine keeps who sits there and loses every right but those to its
 * lock, and whom it was helping. `works`: somebody did something, rather than a page looking again by itself.
 */
export const staffAtDoor = (
	pool: Pool,
	rightsOf: Rights,
	token: string,
	now: Date,
	works = true
): Promise<StaffDoor | null> =>
	atDoor(pool, async (sql) => {
		const found = await findStaffAtDoor(sql, tokenHash(token), now);
		if (!found) return null;
		const locked = isLocked(found, now);
		if (locked) await lockMachine(sql, found.sessionId, now);
		else if (works) await noteWork(sql, found.sessionId, now);
		const grants = found.grants.filter(({ role, kind }) => heldAt(role, kind));
		const granted = grants.map((grant) => grant.role);
		const only = onlyFor(found, locked);
		const actor: Actor = {
			...rights(rightsOf, granted),
			...(only ? { may: new Set(rightsOf[only]) } : {}),
			kind: 'staff',
			id: found.staffId,
			centres: await centresOf(
				sql,
				grants.filter(({ role }) => givesPlace(role))
			),
			subject: only ? null : found.assistedPerson,
			authority: found.assisted && !only ? 'present' : null,
			session: only ? null : found.assisted,
			row: null,
			desk: found.deskId,
			machine: found.sessionId,
			eIdLevel: null
		};
		const ends = found.expiresAt;
		const covers = coversAt(found);
		const until = locked || ends < covers ? ends : covers;
		return { actor, staff: found, roles: granted, locked, firstUse: found.mustChange, until };
	});

export type KeyDoor = { actor: Actor } & Until;

/** The actor of a bearer key: what its role and its groups let a program do at its place, never an assisted session. */
export async function keyAtDoor(
	pool: Pool,
	rightsOfKey: (role: Role, groups: readonly string[] | null, own: boolean) => readonly string[],
	token: string,
	now: Date
): Promise<KeyDoor | null> {
	const found = await orAway(() => findApiKey(pool, tokenHash(token), now));
	if (!found) return null;
	const actor: Actor = {
		kind: 'staff',
		id: found.staffId,
		may: new Set(rightsOfKey(found.role, found.groups, found.own)),
		inRole: () => found.role,
		key: found.id,
		centres: givesPlace(found.role) ? found.centres : [],
		subject: null,
		authority: null,
		session: null,
		row: null,
		desk: null,
		machine: null,
		eIdLevel: null
	};
	return { actor, until: found.until };
}

export type DeviceDoor = { actor: Actor; device: DeviceAtDoor } & Until;

/** A paired machine stays what it is until somebody changes it. */
const NO_END = new Date(8.64e15);

/** A paired device, with the one case that it may open now. */
export const deviceAtDoor = (
	pool: Pool,
	rightsOf: Rights,
	token: string,
	kind: DeviceKind,
	now: Date
): Promise<DeviceDoor | null> =>
	atDoor(pool, async (sql) => {
		const found = await findDeviceAtDoor(sql, tokenHash(token));
		if (!found || found.kind !== kind) return null;
		await touchDevice(sql, found.id, now);
		const actor: Actor = {
			kind: 'device',
			id: found.id,
			may: new Set(rightsOf[kind]),
			centres: [found.centreId],
			subject: found.personId,
			authority: found.sessionId ? 'present' : null,
			session: found.sessionId,
			row: found.caseId,
			desk: found.deskId,
			machine: null,
			eIdLevel: null
		};
		return { actor, device: found, until: NO_END };
	});

export type ResidentDoor = { actor: Actor; sessionId: string } & Until;

/** A resident after the e-ID. */
export const residentAtDoor = (pool: Pool, rightsOf: Rights, token: string, now: Date): Promise<ResidentDoor | null> =>
	atDoor(pool, async (sql) => {
		const found = await findResidentAtDoor(sql, tokenHash(token), now);
		if (!found) return null;
		const actor: Actor = {
			kind: 'resident',
			id: found.personId,
			may: new Set(rightsOf.resident),
			centres: [],
			subject: found.personId,
			authority: 'self',
			session: null,
			row: null,
			desk: null,
			machine: null,
			eIdLevel: found.level
		};
		return { actor, sessionId: found.sessionId, until: found.expiresAt };
	});
