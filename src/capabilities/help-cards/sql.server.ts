import type { Db, Fragment } from '#platform/db.server.ts';
import type { Body } from './card-shape.ts';

type By = { centre: number; by: string; at: Date };
type Kind = 'published' | 'withdrawn' | 'verified';

/** Who decides of a card waits for whoever does at this moment. */
export const lockCard = (sql: Db, card: string) =>
	sql`select pg_advisory_xact_lock(hashtextextended('help_card ' || ${card}, 0))`;

export const insertCard = (sql: Db, c: By & { id: string }) =>
	sql`insert into help_card (id, centre_id, made_by, made_at) values (${c.id}, ${c.centre}, ${c.by}, ${c.at})`;

export const insertVersion = (sql: Db, c: By & Body & { card: string; version: number }) => sql`
	insert into help_card_version (card_id, centre_id, version, title, picture, system, device, steps, made_by, at)
	values (${c.card}, ${c.centre}, ${c.version}, ${sql.json(c.title)}, ${c.picture}, ${c.system}, ${c.device}, ${sql.json(c.steps)}, ${c.by}, ${c.at})`;

export const insertDecision = (
	sql: Db,
	e: By & { id: string; card: string; version: number; kind: Kind; seen: number }
) => sql`
	insert into help_card_event (id, card, version, centre_id, kind, seen, by_staff, at)
	values (${e.id}, ${e.card}, ${e.version}, ${e.centre}, ${e.kind}, ${e.seen}, ${e.by}, ${e.at})`;

export const insertOther = (
	sql: Db,
	o: { id: string; card: string; version: number; step: number; centre: number | null; at: Date }
) => sql`
	insert into help_card_other (id, card, version, step, centre_id, at)
	values (${o.id}, ${o.card}, ${o.version}, ${o.step}, ${o.centre}, ${o.at})`;

export const insertFile = (sql: Db, f: By & { card: string; sha256: string; mime: string; bytes: Buffer }) => sql`
	insert into help_card_file (card_id, centre_id, sha256, mime, bytes, by_staff, at)
	values (${f.card}, ${f.centre}, ${f.sha256}, ${f.mime}, ${f.bytes}, ${f.by}, ${f.at})
	on conflict (card_id, sha256) do nothing`;

export const findFile = async (
	sql: Db,
	card: string,
	sha256: string
): Promise<{ mime: string; bytes: Buffer } | undefined> =>
	(
		await sql<{ mime: string; bytes: Buffer }[]>`
			select mime, bytes from help_card_file where card_id::text = ${card} and sha256 = ${sha256}`
	)[0];

/** Which of some hashes are no file of a card. */
export const strangeFiles = async (sql: Db, card: string, hashes: readonly string[]): Promise<number> =>
	(
		await sql<{ count: number }[]>`
			select count(*)::int as count from unnest(${sql.array([...hashes])}::text[]) as h (sha256)
			where not exists (select from help_card_file f where f.card_id::text = ${card} and f.sha256 = h.sha256)`
	)[0]!.count;

/** How a version stands: what was decided last, when it was tried, and how many had said by then, and say now, that it looks otherwise. */
export type Stands = {
	decided: 'published' | 'withdrawn' | null;
	given: number | null;
	triedAt: Date | null;
	triedBy: string | null;
	seen: number;
	others: number;
};

/**
 * The three joins by which that is known of `card`. Of a card of a centre the version that was decided last stands for it; of one of the house
 * (`held`) the one that it came with.
 */
const standing = (sql: Db, card: Fragment, centre: number, held: Fragment): Fragment => sql`
	left join lateral (
		select e.kind, e.version from help_card_event e
		where e.card = ${card} and e.centre_id = ${centre} and e.kind in ('published', 'withdrawn') and e.version = coalesce(${held}, e.version)
		order by e.no desc limit 1) d on true
	left join lateral (
		select e.at, e.seen, actor_name('staff', e.by_staff::text) as by_name from help_card_event e
		where e.card = ${card} and e.centre_id = ${centre} and e.kind in ('published', 'verified') and e.version = coalesce(${held}, d.version)
		order by e.no desc limit 1) t on true
	left join lateral (
		select count(*)::int as others from help_card_other o
		where o.card = ${card} and o.version = coalesce(${held}, d.version) and (o.centre_id = ${centre} or o.centre_id is null)) o on true`;
const stands = (sql: Db): Fragment =>
	sql`d.kind as decided, d.version as given, t.at as "triedAt", t.by_name as "triedBy", coalesce(t.seen, 0) as seen, o.others`;

export type CardRow = Body &
	Stands & { id: string; version: number; madeBy: string; writtenBy: string | null; centreId: number };

const ownCards = (sql: Db, centre: number): Fragment => sql`
	select c.id::text as id, c.centre_id as "centreId", v.version, v.title, v.picture, v.system, v.device, v.steps, v.made_by as "madeBy",
		actor_name('staff', v.made_by::text) as "writtenBy", ${stands(sql)}
	from help_card c
	join lateral (select * from help_card_version v where v.card_id = c.id order by v.version desc limit 1) v on true
	${standing(sql, sql`c.id::text`, centre, sql`null::int`)}
	where c.centre_id = ${centre}`;

/** To be tried anew: somebody says that it looks otherwise, or it was tried before a day. */
const asks = (sql: Db, before: Date): Fragment =>
	sql`l.decided = 'published' and (l.others > l.seen or l."triedAt" < ${before})`;

/** The cards of a centre: those to be tried anew first, then what is being written, then the others. */
export const cardsAt = (sql: Db, centre: number, before: Date): Fragment => sql`
	select * from (${ownCards(sql, centre)}) l
	order by (${asks(sql, before)}) desc nulls last, (l.given is distinct from l.version) desc, l."triedAt" nulls first, l.id`;

/** How many of them are to be tried anew. */
export const countToTry = async (sql: Db, centre: number, before: Date): Promise<number> =>
	(
		await sql<{ count: number }[]>`
			select count(*)::int as count from (${ownCards(sql, centre)}) l where ${asks(sql, before)}`
	)[0]!.count;

export const findCardAt = async (sql: Db, centre: number, card: string): Promise<CardRow | undefined> =>
	(await sql<CardRow[]>`${ownCards(sql, centre)} and c.id::text = ${card}`)[0];

/** How cards of the house stand at a centre. */
export const standingOf = (sql: Db, centre: number, cards: readonly { id: string; version: number }[]) =>
	sql<(Stands & { id: string })[]>`
		select n.id, ${stands(sql)} from unnest(${sql.array(cards.map(({ id }) => id))}::text[], ${sql.array(cards.map(({ version }) => version))}::int[]) as n (id, version)
		${standing(sql, sql`n.id`, centre, sql`n.version`)}`;

export type VersionRow = Body & { version: number; madeBy: string; writtenBy: string | null; at: Date };

/** Every version of a card, the newest first. */
export const listVersions = (sql: Db, card: string) => sql<VersionRow[]>`
	select version, title, picture, system, device, steps, made_by as "madeBy", actor_name('staff', made_by::text) as "writtenBy", at
	from help_card_version where card_id::text = ${card} order by version desc`;

/** The last version of a card that was ever given to everybody. */
export const lastGiven = async (sql: Db, card: string): Promise<number> =>
	(
		await sql<{ given: number }[]>`
			select coalesce(max(version), 0) as given from help_card_event where card = ${card} and kind = 'published'`
	)[0]!.given;

/** By step, who say that it looks otherwise beyond the first `seen` of them. */
export const otherSteps = (sql: Db, centre: number, card: string, version: number, seen: number) =>
	sql<{ step: number; count: number }[]>`
		select l.step, count(*)::int as count from (
			select step from help_card_other where card = ${card} and version = ${version} and (centre_id = ${centre} or centre_id is null)
			order by no offset ${seen}) l
		group by l.step order by l.step`;

/** What everybody has of a centre: each card by the version that was given last and not taken back. */
export type OpenRow = Body & { id: string; version: number; centreId: number; triedAt: Date };

const openCards = (sql: Db): Fragment => sql`
	select c.id::text as id, c.centre_id as "centreId", v.version, v.title, v.picture, v.system, v.device, v.steps, t.at as "triedAt"
	from help_card c
	join lateral (
		select e.kind, e.version from help_card_event e
		where e.card = c.id::text and e.centre_id = c.centre_id and e.kind in ('published', 'withdrawn') order by e.no desc limit 1) d on d.kind = 'published'
	join help_card_version v on v.card_id = c.id and v.version = d.version
	join lateral (
		select max(e.at) as at from help_card_event e
		where e.card = c.id::text and e.version = d.version and e.kind in ('published', 'verified')) t on true`;

export const listOpen = (sql: Db, centre: number) =>
	sql<OpenRow[]>`${openCards(sql)} where c.centre_id = ${centre} order by t.at desc, c.id`;

export const findOpen = async (sql: Db, card: string): Promise<OpenRow | undefined> =>
	(await sql<OpenRow[]>`${openCards(sql)} where c.id::text = ${card}`)[0];

/** Cards that everybody has and of which somebody says, since they were last tried, that they look otherwise. */
export const countAsking = (
	sql: Db,
	centre: number,
	ofHouse: readonly { id: string; version: number }[]
): Fragment => sql`
	select count(*) from (
		select s.id from (
			select l.id, l.decided, l.others, l.seen from (${ownCards(sql, centre)}) l where l.decided = 'published'
			union all
			select n.id, d.kind, o.others, coalesce(t.seen, 0)
			from unnest(${sql.array(ofHouse.map(({ id }) => id))}::text[], ${sql.array(ofHouse.map(({ version }) => version))}::int[]) as n (id, version)
			${standing(sql, sql`n.id`, centre, sql`n.version`)}
			where d.kind is distinct from 'withdrawn') s
		where s.others > s.seen) a`;
