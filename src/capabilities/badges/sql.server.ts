import type { Db } from '#platform/db.server.ts';

/** A badge that stands, with what its bearer is at this centre. */
export type Standing = {
	id: string;
	staffId: string;
	turn: number;
	name: string;
	validUntil: string;
	roles: string[];
	hamlets: string[] | null;
	areas: string[];
};

/** Those of one person (`staff`), or all of a centre. */
export const listStanding = (sql: Db, centre: number, day: string, staff: string | null) => sql<Standing[]>`
	select id, staff_id, turn, name, valid_until::text, roles, hamlets, areas from badges_standing(${centre}, ${day}, ${staff})`;

/** What the commune of a centre is called. */
export const findCommuneName = async (sql: Db, centre: number): Promise<string | null> =>
	(
		await sql<{ name: string }[]>`select u.name from place c join place u on u.id = c.parent_id where c.id = ${centre}`
	)[0]?.name ?? null;

export const findPicture = async (sql: Db, badge: string): Promise<Buffer | null> =>
	(await sql<{ picture: Buffer | null }[]>`select badge_picture(${badge}) as picture`)[0]!.picture;

type Kept = { id: string; validUntil: string; givenAt: Date; picture: Buffer };

/** The badge that somebody has, whether or not its day is over. */
export const findBadgeOf = async (sql: Db, centre: number, staff: string): Promise<Kept | undefined> =>
	(
		await sql<Kept[]>`
			select id, valid_until::text, given_at, picture from badge
			where centre_id = ${centre} and staff_id = ${staff} order by ended_at desc nulls first limit 1`
	)[0];

/** Everybody of the staff here whom whoever asks leads, with the badge that they have. */
export const listBearers = (sql: Db, centre: number) => sql<
	{
		id: string;
		name: string;
		roles: string[];
		hamlets: string[] | null;
		badge: string | null;
		validUntil: string | null;
		givenAt: Date | null;
		picture: Buffer | null;
	}[]
>`
	select w.id, w.name, w.roles, w.hamlets, b.id as badge, b.valid_until::text, b.given_at, b.picture
	from badge_bearers(${centre}) w left join badge b on b.staff_id = w.id and b.centre_id = ${centre} and b.ended_at is null
	order by w.name, w.id`;

export const isLedBearer = async (sql: Db, centre: number, staff: string): Promise<boolean> =>
	(await sql<{ led: boolean }[]>`select badge_led(${centre}, ${staff}) as led`)[0]!.led;

type NewBadge = {
	id: string;
	centre: number;
	staff: string;
	picture: Buffer;
	validUntil: string;
	by: string;
	at: Date;
};

export const insertBadge = (sql: Db, b: NewBadge) => sql`
	insert into badge (id, centre_id, staff_id, picture, valid_until, given_by, given_at)
	values (${b.id}, ${b.centre}, ${b.staff}, ${b.picture}, ${b.validUntil}, ${b.by}, ${b.at})`;

/** The badge that somebody had until now. */
export const endBadgesOf = (sql: Db, centre: number, staff: string, by: string, at: Date) => sql`
	update badge set ended_by = ${by}, ended_at = ${at} where centre_id = ${centre} and staff_id = ${staff} and ended_at is null`;

export const endBadgeRow = (sql: Db, badge: string, by: string, at: Date) => sql`
	update badge set ended_by = ${by}, ended_at = ${at} where id = ${badge} and ended_at is null`;

/** Other digits from now on: a phone that knew the secret is out of hand. */
export const turnBadges = (sql: Db, phone: string) => sql`
	update badge set turn = turn + 1 where ended_at is null and staff_id = badge_holder_of(${phone})`;

/** Pictures go with the badge, a while after it ended. */
export const clearBadges = (sql: Db, before: Date) => sql`
	delete from badge where ended_at < ${before} or valid_until < (${before} at time zone 'Asia/Ho_Chi_Minh')::date`;
