import type { Db, Fragment } from '#platform/db.server.ts';
import type { Locale } from './answers.ts';

/** One text: of a fact, for whom it is, in which language. */
export type TextKey = { centre: number; fact: string; forAnother: boolean; locale: Locale };

export type VersionRow = {
	id: string;
	version: number;
	/** Of one that puts an older one back, the words of that; null is the room's own. */
	words: string | null;
	backTo: number | null;
	writtenBy: string;
	writtenName: string | null;
	writtenAt: Date;
	agreedName: string | null;
	agreedAt: Date | null;
	droppedAt: Date | null;
};

const of = (sql: Db, { centre, fact, forAnother, locale }: TextKey): Fragment =>
	sql`t.centre_id = ${centre} and t.fact = ${fact} and t.for_another = ${forAnother} and t.locale = ${locale}`;

/** What stands behind a version that puts an older one back. */
const older = (sql: Db): Fragment => sql`
	left join notice_text o on o.centre_id = t.centre_id and o.fact = t.fact and o.for_another = t.for_another and o.locale = t.locale
		and o.version = t.back_to and o.agreed_at is not null`;

/** Every version of one text, the newest first. */
export const listVersions = (sql: Db, key: TextKey) => sql<VersionRow[]>`
	select t.id, t.version, coalesce(t.words, o.words) as words, t.back_to, t.written_by, actor_name('staff', t.written_by::text) as written_name, t.written_at,
		actor_name('staff', t.agreed_by::text) as agreed_name, t.agreed_at, t.dropped_at
	from notice_text t ${older(sql)} where ${of(sql, key)} order by t.version desc`;

type NewVersion = TextKey & {
	id: string;
	version: number;
	words: string | null;
	backTo: number | null;
	by: string;
	at: Date;
};

/** Answers no row where somebody was quicker. */
export const insertVersion = (sql: Db, t: NewVersion) => sql`
	insert into notice_text (id, centre_id, fact, for_another, locale, version, words, back_to, written_by, written_at)
	values (${t.id}, ${t.centre}, ${t.fact}, ${t.forAnother}, ${t.locale}, ${t.version}, ${t.words}, ${t.backTo}, ${t.by}, ${t.at})
	on conflict do nothing`;

/** What waited for a second person waits no longer. */
export const dropWaiting = (sql: Db, key: TextKey, by: string, at: Date) => sql`
	update notice_text t set dropped_by = ${by}, dropped_at = ${at}
	where ${of(sql, key)} and t.back_to is null and t.agreed_at is null and t.dropped_at is null`;

export const agreeVersion = (sql: Db, id: string, by: string, at: Date) => sql`
	update notice_text set agreed_by = ${by}, agreed_at = ${at} where id = ${id} and agreed_at is null and dropped_at is null and back_to is null`;

export const dropVersion = (sql: Db, id: string, by: string, at: Date) => sql`
	update notice_text set dropped_by = ${by}, dropped_at = ${at} where id = ${id} and agreed_at is null and dropped_at is null and back_to is null`;

export const findVersion = async (sql: Db, id: string) =>
	(
		await sql<(TextKey & { id: string; version: number; writtenBy: string; latest: number })[]>`
			select t.id, t.centre_id as centre, t.fact, t.for_another, t.locale, t.version, t.written_by,
				(select max(n.version) from notice_text n where n.centre_id = t.centre_id and n.fact = t.fact and n.for_another = t.for_another and n.locale = t.locale) as latest
			from notice_text t where t.id = ${id} for update of t`
	)[0];

/** The words in force at centres: the newest version that two have agreed to, or that puts such a one back. Those with null are the room's own again. */
export const listInForce = (sql: Db, centres: readonly number[]) => sql<
	(TextKey & { words: string | null; version: number })[]
>`
	select distinct on (t.centre_id, t.fact, t.for_another, t.locale) t.centre_id as centre, t.fact, t.for_another, t.locale, t.version, coalesce(t.words, o.words) as words
	from notice_text t ${older(sql)} where t.centre_id = any(${sql.array([...centres])}::int[]) and (t.agreed_at is not null or t.back_to is not null)
	order by t.centre_id, t.fact, t.for_another, t.locale, t.version desc`;

/** The same of one text, for the word that goes out now. */
export const findInForce = async (sql: Db, key: TextKey): Promise<string | null> =>
	(
		await sql<{ words: string | null }[]>`
			select coalesce(t.words, o.words) as words from notice_text t ${older(sql)} where ${of(sql, key)} and (t.agreed_at is not null or t.back_to is not null)
			order by t.version desc limit 1`
	)[0]?.words ?? null;

/** Which texts wait for a second person. */
export const listWaiting = (sql: Db, centre: number) => sql<(TextKey & { mine: boolean })[]>`
	select t.centre_id as centre, t.fact, t.for_another, t.locale, t.written_by::text = app_id() as mine from notice_text t
	where t.centre_id = ${centre} and t.back_to is null and t.agreed_at is null and t.dropped_at is null`;

/** How many of them wait for somebody who did not write them. */
export const countWaiting = (sql: Db, centre: number): Fragment => sql`
	select count(*) from notice_text t where t.centre_id = ${centre} and t.back_to is null and t.agreed_at is null and t.dropped_at is null
		and t.written_by::text is distinct from app_id()`;
