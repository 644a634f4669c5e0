import type { Db } from '#platform/db.server.ts';

export const insertCallOff = (sql: Db, c: { id: string; centre: number; by: string; at: Date }) => sql`
	insert into police_call_off (id, centre_id, made_by, made_at) values (${c.id}, ${c.centre}, ${c.by}, ${c.at})`;

/** Holds times to call them off, in one order. */
export const lockSlots = (sql: Db, ids: readonly string[]) => sql<
	{ id: string; day: string; starts: string; ends: string; withdrawnAt: Date | null }[]
>`
	select id, day, to_char(starts, 'HH24:MI') as starts, to_char(ends, 'HH24:MI') as ends, withdrawn_at
	from police_slot where id = any(${sql.array([...ids])}::uuid[]) order by id for no key update`;

export const withdrawSlots = (sql: Db, ids: readonly string[], by: string, at: Date) =>
	sql`update police_slot set withdrawn_at = ${at}, call_off_id = ${by} where id = any(${sql.array([...ids])}::uuid[])`;

/** What was booked at these times. */
export const listBookedAt = (sql: Db, slots: readonly string[]) => sql<
	{ id: string; personId: string; companionId: string | null; slotId: string }[]
>`
	select id, person_id, companion_id, slot_id from police_booking where slot_id = any(${sql.array([...slots])}::uuid[]) and state = 'booked' order by id for update`;

export const callOffBooking = (sql: Db, id: string, to: { by: string; owner: string | null; on: string }) => sql`
	update police_booking set state = 'called-off', settled_on = ${to.on}::date, call_off_id = ${to.by}, call_off_owner_id = ${to.owner} where id = ${id}`;

type CallOffRow = { id: string; centreId: number; madeAt: Date; undoneAt: Date | null };

/** Holds the act: whoever takes it back too waits here, and then finds it taken back. */
export const lockCallOff = async (sql: Db, id: string): Promise<CallOffRow | undefined> =>
	(
		await sql<
			CallOffRow[]
		>`select id, centre_id, made_at, undone_at from police_call_off where id = ${id} for no key update`
	)[0];

/** What one act called off, and whether it was taken back. */
export const findCallOff = async (
	sql: Db,
	id: string
): Promise<{ madeAt: Date; undone: boolean; times: number; people: number } | undefined> =>
	(
		await sql<{ madeAt: Date; undone: boolean; times: number; people: number }[]>`
			select made_at, undone_at is not null as undone,
				(select count(*)::int from police_slot s where s.call_off_id = c.id) as times,
				(select count(*)::int from police_booking b where b.call_off_id = c.id) as people
			from police_call_off c where c.id = ${id}`
	)[0];

/** A time that was opened since where one of those stood that were called off. */
export const findOpenedSince = async (
	sql: Db,
	callOff: string
): Promise<{ starts: string; ends: string } | undefined> =>
	(
		await sql<{ starts: string; ends: string }[]>`
			select to_char(n.starts, 'HH24:MI') as starts, to_char(n.ends, 'HH24:MI') as ends
			from police_slot o join police_slot n on n.centre_id = o.centre_id and n.day = o.day and n.place = o.place
				and n.hamlet is not distinct from o.hamlet and n.starts < o.ends and n.ends > o.starts and n.withdrawn_at is null
			where o.call_off_id = ${callOff} and o.withdrawn_at is not null order by n.day, n.starts limit 1`
	)[0];

export type CalledOff = {
	id: string;
	personId: string;
	day: string;
	ownerId: string | null;
	/** They have another time by now. */
	rebooked: boolean;
	/** They were erased since. */
	gone: boolean;
};

/** Whose time it called off, and what has become of them since. */
export const listCalledOff = (sql: Db, callOff: string) => sql<CalledOff[]>`
	select b.id, b.person_id, s.day, b.call_off_owner_id as owner_id, p.erased_at is not null as gone,
		exists (select from police_booking n where n.person_id = any(same_as(b.person_id)) and n.state = 'booked') as rebooked
	from police_booking b join police_slot s on s.id = b.slot_id join person p on p.id = b.person_id
	where b.call_off_id = ${callOff} and b.state = 'called-off' order by b.id for update of b`;

export const markUndone = (sql: Db, id: string, at: Date) =>
	sql`update police_call_off set undone_at = ${at} where id = ${id}`;

/** The times stand again; answers which. */
export const standAgain = async (sql: Db, callOff: string): Promise<string[]> =>
	(
		await sql<
			{ id: string }[]
		>`update police_slot set withdrawn_at = null where call_off_id = ${callOff} and withdrawn_at is not null returning id`
	).map(({ id }) => id);

/** Whoever had booked them comes after all. */
export const bookAgain = (sql: Db, callOff: string) =>
	sql`update police_booking set state = 'booked', settled_on = null where call_off_id = ${callOff} and state = 'called-off'`;
