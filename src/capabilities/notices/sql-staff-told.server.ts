import type { Db, Fragment } from '#platform/db.server.ts';

type Topic = { centre: number; about: string; topic: string; factAt: Date };

/** The last fact of a topic about a thing, at whichever centre, held: what is told of it is told one after another. Answers when it was. */
export const noteTopic = async (sql: Db, t: Topic): Promise<Date> =>
	(
		await sql<{ factAt: Date }[]>`
			select note_staff_topic(${t.centre}, ${t.about}, ${t.topic}, ${t.factAt}) as fact_at`
	)[0]!.factAt;

/** Whoever holds one of these roles at a centre: asked by the house alone. */
export const listHolding = async (sql: Db, centre: number, roles: readonly string[]): Promise<string[]> =>
	(await sql<{ id: string }[]>`select id from staff_holding(${centre}, ${sql.array([...roles])})`).map(({ id }) => id);

type New = Topic & {
	fact: string;
	page: string | null;
	person: string | null;
	until: Date | null;
	roles: readonly string[] | null;
	at: Date;
};

/** One for each of them who works there today, with a letter to whoever asked for letters; whom it was. */
export const insertStaffNotices = (sql: Db, n: New, staff: readonly string[]) => sql<{ staffId: string }[]>`
	insert into staff_notice (id, centre_id, staff_id, roles, fact, topic, about, page, person_id, fact_at, until, made_at, mail_at)
	select gen_random_uuid(), ${n.centre}, w.id, ${n.roles && sql.array([...n.roles])}::text[], ${n.fact}, ${n.topic}, ${n.about}, ${n.page}, ${n.person}, ${n.factAt},
		${n.until}, ${n.at}, (select ${n.at}::timestamptz from notice_staff r where r.staff_id = w.id and r.tells_in is not null and r.proved_at is not null)
	from unnest(${sql.array([...staff])}::uuid[]) as w (id) where staff_works(w.id, ${n.centre}, ${n.roles && sql.array([...n.roles])}::text[]) returning staff_id`;

/** What was read is shown for so long. */
const READ_DAYS = 30;

/** What stands of what somebody was told: nothing later was said of it, and its day is not over. */
const standing = (sql: Db, staff: string, at: Date): Fragment => sql`
	from staff_notice n join staff_topic t on t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic and t.fact_at = n.fact_at
	where n.staff_id = ${staff} and (n.until is null or n.until > ${at})`;

export type StaffNoticeRow = { id: string; fact: string; factAt: Date; readAt: Date | null; centre: string };

/** What stands for somebody, the unread above, the newest first. */
export const staffToldTo = (sql: Db, staff: string, at: Date): Fragment => sql`
	select n.id, n.fact, n.fact_at, n.read_at, (select c.short_name from centre c where c.id = n.centre_id) as centre ${standing(sql, staff, at)}
		and (n.read_at is null or n.read_at > ${at}::timestamptz - make_interval(days => ${READ_DAYS}))
	order by n.read_at is not null, n.fact_at desc, n.id`;

/** How much of it they have not read; whoever asks counts their own. */
export const countUnreadOf = (sql: Db, at: Date): Fragment => sql`
	select count(*) from staff_notice n join staff_topic t on t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic and t.fact_at = n.fact_at
	where n.staff_id = app_id()::uuid and n.read_at is null and (n.until is null or n.until > ${at})`;

/** It is read, since when it was first; nothing where it is not theirs. */
export const readStaffRow = async (
	sql: Db,
	id: string,
	staff: string,
	at: Date
): Promise<{ fact: string; about: string; page: string | null } | undefined> =>
	(
		await sql<{ fact: string; about: string; page: string | null }[]>`
			update staff_notice set read_at = coalesce(read_at, ${at}) where id = ${id} and staff_id = ${staff} returning fact, about, page`
	)[0];

/** What staff were told before an instant goes, and what was known of its things. */
export const clearStaffTold = (sql: Db, before: Date) => sql`
	with gone as (delete from staff_topic where fact_at < ${before} returning about)
	delete from staff_notice where made_at < ${before} and (select count(*) from gone) >= 0`;
