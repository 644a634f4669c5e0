import type { DeskCase, ListedCase } from './answers-lists.ts';
import type { DenialFound } from './inputs.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import { countOf } from '#platform/sql-page.server.ts';
import type { Provenance } from '#capabilities/assistance/rules-how.ts';
import type { Step } from '#capabilities/residents/rules-search.ts';
import type { Bucket } from './inputs.ts';
import { latestAnswers } from './sql.server.ts';

/** In which bucket of the list a file stands: what is to be done with it. */
const bucketOf = (sql: Db) => sql`case
	when c.stage = 'confirmed' and c.way = 'DIRECT' then 'to-receive'
	when c.stage = 'draft' and c.given_back_at is not null then 'given-back'
	when c.stage = 'draft' then 'from-door'
	when c.stage = 'received' or c.stage = 'confirmed' and c.way = 'ONLINE' then 'to-file'
	when c.status = 9 then 'pick-up'
	when c.stage = 'filed' and (c.status is null or c.status not in (3, 7, 10)) then 'open' end`;

/** Drafts are seen only inside their session; what was written at a door waits for somebody at a desk. */
const isListed = (sql: Db) =>
	sql`c.stage <> 'void' and (c.stage <> 'draft' or c.given_back_at is not null or exists (select from door_case d where d.case_id = c.id)
		and exists (select from person p where p.id = c.owner_id and p.erased_at is null))`;

/** What has not ended: as the index says it that holds only these. */
const inHand = (sql: Db) =>
	sql`c.stage <> 'void' and (c.stage <> 'filed' or c.status is null or c.status not in (3, 7, 10))`;
const isOver = (sql: Db) => sql`c.stage = 'filed' and c.status in (3, 7, 10)`;

/** Files of a centre in each bucket; null is what has ended, which is counted apart and never read. */
export const countCasesAt = (sql: Db, centre: number) => sql<{ bucket: Bucket | null; files: number }[]>`
	select ${bucketOf(sql)} as bucket, count(*)::int as files
	from case_file c where c.receiving_centre_id = ${centre} and ${isListed(sql)} and ${inHand(sql)} group by 1
	union all select null, cases_over(${centre}, null)`;

/** What a line of the list says; year and hamlet tell two people of one name apart. */
const listed = (sql: Db) => sql`
	c.id, c.procedure_code, c.owner_id, p.name as owner_name, p.birth_year as owner_born, p.hamlet as owner_hamlet, c.stage, c.status, c.way, c.official_code, c.made_at, c.due_on,
	c.receiver_id, c.delivery`;

type Asked = { rows: number; from: number; me: string | null };

/** What is in hand: whose officer looks first, then what is due soonest. */
const listInHand = (sql: Db, centre: number, bucket: Bucket, { rows, from, me }: Asked) => sql<DeskCase[]>`
	select ${listed(sql)} from case_file c left join person p on p.id = c.owner_id
	where c.receiving_centre_id = ${centre} and ${isListed(sql)} and ${inHand(sql)} and (${bucket} = 'all' or ${bucketOf(sql)} = ${bucket})
	order by ${bucketOf(sql)} is null, case when ${bucketOf(sql)} is not null then c.receiver_id is distinct from ${me}::uuid end,
		case when ${bucketOf(sql)} is not null then c.due_on end nulls last, c.made_at desc, c.id limit ${rows} offset ${from}`;

/** Where a page of what has ended begins: after so many of them, or after one of them, whatever came in meanwhile. */
type Begins = { seen: number } | { after: string };

/** What has ended, the newest first: read in the order of its index, as far as the page. */
const listOver = (sql: Db, centre: number, rows: number, begins: Begins) => sql<DeskCase[]>`
	select ${listed(sql)} from (
		select * from case_file c where c.receiving_centre_id = ${centre} and ${isOver(sql)} ${
			'after' in begins
				? sql`and c.made_at <= (select k.made_at from case_file k where k.id = ${begins.after} and k.receiving_centre_id = ${centre})
					and (c.made_at < (select k.made_at from case_file k where k.id = ${begins.after}) or c.id > ${begins.after})`
				: sql``
		} order by c.made_at desc, c.id limit ${rows} offset ${'seen' in begins ? begins.seen : 0}) c
	left join person p on p.id = c.owner_id order by c.made_at desc, c.id`;

/** How many that have ended come after one of them. */
export const countOverAfter = async (sql: Db, centre: number, after: string): Promise<number> =>
	(await sql<{ files: number }[]>`select cases_over(${centre}, ${after}) as files`)[0]!.files;

const countInHand = (sql: Db, centre: number): Promise<number> =>
	countOf(
		sql,
		sql`select from case_file c where c.receiving_centre_id = ${centre} and ${isListed(sql)} and ${inHand(sql)}`
	);

/** One page of a bucket: what is open before what has ended. `over`: the last that has ended on it, after which the next page begins. */
export async function listCasesAt(
	sql: Db,
	centre: number,
	bucket: Bucket,
	asked: Asked & { after: string | null }
): Promise<{ files: DeskCase[]; over: string | null }> {
	const { rows, from } = asked;
	const after = bucket === 'all' ? asked.after : null;
	const open = after === null ? await listInHand(sql, centre, bucket, asked) : [];
	if (bucket !== 'all' || open.length === rows) return { files: [...open], over: null };
	const before = open.length > 0 ? from + open.length : after === null ? await countInHand(sql, centre) : 0;
	const begins = after === null ? { seen: Math.max(0, from - before) } : { after };
	const over = await listOver(sql, centre, rows - open.length, begins);
	return { files: [...open, ...over], over: over.at(-1)?.id ?? null };
}

/**
 * Files of a centre whose owner, or whoever was helped with it, one step of a search finds: the nearest first, of one person what is open first. Each is
 * looked up by its key (`offset 0`), whatever the planner thinks of how many there are.
 */
export const findCasesByName = (sql: Db, centre: number, { words, butOne, nearest }: Step, rows: number) => sql<
	(DeskCase & { helpedId: string; helpedName: string | null })[]
>`
	with found as materialized (select id, nearness from find_owners(${centre}, ${sql.json(words)}, ${nearest}, ${butOne})),
		near as materialized (
			select id, max(nearness) as nearness from (
				select f.id, n.nearness from found n cross join lateral (select id from case_file where owner_id = n.id offset 0) f
				union all select f.id, n.nearness from found n cross join lateral (select id from case_file where helped_id = n.id offset 0) f) each_way
			group by id)
	select ${listed(sql)}, c.helped_id, h.name as helped_name
	from near cross join lateral (select * from case_file where id = near.id offset 0) c
	left join lateral (select name, birth_year, hamlet from person where id = c.owner_id offset 0) p on true
	left join lateral (select name from person where id = c.helped_id offset 0) h on true
	where c.receiving_centre_id = ${centre} and ${isListed(sql)}
	order by near.nearness desc, p.birth_year nulls last, c.owner_id, ${bucketOf(sql)} is null, c.due_on nulls last, c.made_at desc, c.id limit ${rows}`;

/** What row-level security shows to the resident who asks, said again so that an index finds it: what is open before what has ended. */
/** `hers`: under whichever of their ids; `toClaim`: theirs, made with somebody's help, and they have said neither that it is nor yes to it by their e-ID. */
export const casesOf = (sql: Db): Fragment => sql`
	select c.id, c.procedure_code, c.owner_id, p.name as owner_name, c.stage, c.status, c.way, c.official_code, c.made_at, c.due_on, c.receiver_id, c.delivery,
		c.owner_id = any(app_same()) as hers,
		c.stage <> 'draft' and c.owner_id = any(app_same()) and c.made_by <> all(app_same()) and not exists (select from case_claim k where k.case_id = c.id and (k.way = 'own-page' or k.settled_at is not null))
			and not exists (select from confirmation f where f.case_id = c.id and f.way = 'e-id') as to_claim,
		k.at as denied_at, k.settled_at as looked_at, k.found
	from case_file c left join person p on p.id = c.owner_id left join case_claim k on k.case_id = c.id and k.answer = 'not-mine'
	where c.stage <> 'void' and (c.owner_id = any(app_same() || stood_for()) or c.helped_id = any(app_same()) or c.submitter_id = any(app_same()))
	order by (c.stage = 'filed' and coalesce(c.status, 0) in (3, 7, 10)), c.made_at desc, c.id`;

export type CaseOf = ListedCase & {
	hers: boolean;
	toClaim: boolean;
	/** When they said that it is not theirs, when somebody had looked, and what was found. */
	deniedAt: Date | null;
	lookedAt: Date | null;
	found: DenialFound | null;
};

/** Cases begun for somebody that were not filed yet. */
export const begunFor = (sql: Db, person: string): Fragment => sql`
	select c.id, c.owner_id, c.procedure_code, c.stage, c.made_at, c.given_back_at is not null as given_back,
		case when c.owner_id <> all(same_as(${person})) then p.name end as owner_name
	from case_file c left join person p on p.id = c.owner_id
	where c.helped_id = any(same_as(${person})) and c.stage in ('draft', 'confirmed') order by c.given_back_at is null, c.made_at desc, c.id`;

/** Cases of somebody, or made with them, that went their way: what is open before what has ended. */
export const sentFor = (sql: Db, person: string): Fragment => sql`
	select c.id, c.owner_id, c.procedure_code, c.stage, c.status, c.official_code, c.due_on, coalesce(c.filed_at, c.received_at, c.made_at) as at,
		case when c.owner_id <> all(same_as(${person})) then p.name end as owner_name
	from case_file c left join person p on p.id = c.owner_id
	where (c.helped_id = any(same_as(${person})) or c.owner_id = any(same_as(${person}))) and c.stage in ('received', 'filed')
	order by (c.stage = 'filed' and coalesce(c.status, 0) in (3, 7, 10)), at desc, c.id`;

/** Who gave the answers of a case, one mark a question, to say how it was done. */
export const listMarksOf = (sql: Db, caseId: string) => sql<{ provenance: Provenance }[]>`
	select provenance from (${latestAnswers(sql, caseId)}) latest where value_sealed is not null`;

/** Files of the same procedure for the same person that went their way since then. */
export const listFiledLately = (sql: Db, caseId: string, since: Date) => sql<
	{ id: string; ownerId: string; at: Date; code: string | null }[]
>`
	select o.id, o.owner_id, coalesce(o.filed_at, o.received_at, o.confirmed_at) as at, o.official_code as code
	from case_file c cross join lateral unnest(same_as(c.owner_id)) s (id) join case_file o on o.owner_id = s.id and o.procedure_code = c.procedure_code and o.id <> c.id
	where c.id = ${caseId} and o.stage in ('confirmed', 'received', 'filed') and coalesce(o.filed_at, o.received_at, o.confirmed_at) > ${since}
	order by 3 desc limit 3`;
