import type { Db } from '#platform/db.server.ts';
import type { Shared } from './answers.ts';
import type { Reason } from './rules-files.ts';

export type FileRow = {
	id: string;
	procedure: string;
	code: string | null;
	since: Date;
	doneAt: Date | null;
	dueOn: string | null;
	told: Date | null;
	kept: Reason | null;
};

/** Files that stood before the portal at some time of these, with what they were told of this incident. */
export const listStanding = (sql: Db, centre: number, incident: string, from: Date, to: Date) => sql<FileRow[]>`
	select t.case_id as id, c.procedure_code as procedure, c.official_code as code, t.since, t.done_at, c.due_on::text, f.told_at as told, f.reason as kept
	from portal_task t join case_file c on c.id = t.case_id left join incident_file f on f.case_id = t.case_id and f.incident_id = ${incident}
	where t.centre_id = ${centre} and c.stage not in ('draft', 'void') and t.since < ${to} and (t.done_at is null or t.done_at > ${from})
	order by t.since, t.case_id`;

type Kept = {
	incident: string;
	span: string;
	centre: number;
	at: Date;
	files: readonly { id: string; reason: Reason }[];
};

/** What it held up is written once; what was slowed may be late after another span, and is told once all the same. */
export const insertFiles = (sql: Db, k: Kept) => sql`
	insert into incident_file (incident_id, case_id, span_id, centre_id, reason, at)
	select ${k.incident}, x.id, ${k.span}, ${k.centre}, x.reason, ${k.at}
	from unnest(${sql.array(k.files.map(({ id }) => id))}::uuid[], ${sql.array(k.files.map(({ reason }) => reason))}::text[]) as x (id, reason)
	on conflict (incident_id, case_id) do update set reason = excluded.reason, span_id = excluded.span_id
	where incident_file.reason = 'slowed' and excluded.reason = 'late'`;

/** Files of a centre that were not handed on yet to be told. */
export const listUntold = async (sql: Db, incident: string): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select case_id as id from incident_file where incident_id = ${incident} and told_at is null order by case_id`
	).map(({ id }) => id);

/** Why it was held up, the first time that it is told; null where it was told before. */
export const tellOnce = async (sql: Db, incident: string, file: string, at: Date): Promise<Reason | null> =>
	(
		await sql<{ reason: Reason }[]>`
			update incident_file set told_at = ${at} where incident_id = ${incident} and case_id = ${file} and told_at is null returning reason`
	)[0]?.reason ?? null;

/** What held a file up, in the order of time. */
export const listHeldUp = (sql: Db, file: string) => sql<
	{ system: Shared; since: Date; until: Date | null; reason: Reason }[]
>`
	select i.system, s.since, s.until, f.reason from incident_file f join incident i on i.id = f.incident_id join incident_span s on s.id = f.span_id
	where f.case_id = ${file} order by s.since, s.id`;
