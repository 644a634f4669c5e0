import type { Staged } from '#capabilities/residents/staged.ts';
import type { Known } from './rules-verdict.ts';
import type { Db } from '#platform/db.server.ts';
import type { Above } from './rules-above.ts';
import type { RowOfImport } from './sql.server.ts';

// What the checking of a sheet asks and writes: its rows one batch after another, and whom of the register they may be.

export const listRowsAfter = (sql: Db, id: string, after: number, most: number) => sql<{ n: number; sealed: Buffer }[]>`
	select n, sealed from import_row where import_id = ${id} and n > ${after} order by n limit ${most}`;

/** The row before the next batch: what the rows after it take from above. */
export const findRowBefore = async (
	sql: Db,
	id: string,
	n: number
): Promise<Pick<RowOfImport, 'n' | 'sealed' | 'above'> | undefined> =>
	(
		await sql<
			RowOfImport[]
		>`select n, sealed, above from import_row where import_id = ${id} and n <= ${n} order by n desc limit 1`
	)[0];

export type JudgedRow = {
	n: number;
	verdict: string;
	reasons: string[];
	differs: string[];
	person: string | null;
	like: string | null;
	decision: string | null;
	numberHash: string | null;
	nameKey: string | null;
	bothWays: boolean;
	above: Above | null;
	place: string | null;
	staged: Staged | null;
};

export const updateRows = (sql: Db, id: string, rows: readonly JudgedRow[]) => sql`
	update import_row r set verdict = j.verdict, reasons = array(select jsonb_array_elements_text(j.reasons)), differs = array(select jsonb_array_elements_text(j.differs)),
		person_id = j.person, like_id = j."like", decision = j.decision, number_hash = decode(j."numberHash", 'hex'), name_key = j."nameKey", both_ways = j."bothWays", above = j.above, place = j.place, staged = j.staged
	from jsonb_to_recordset(${sql.json(rows as never)}) as j(n int, verdict text, reasons jsonb, differs jsonb, person uuid, "like" uuid, decision text, "numberHash" text, "nameKey" text, "bothWays" boolean, above jsonb, place text, staged jsonb)
	where r.import_id = ${id} and r.n = j.n`;

/** Rows of worksheets that are not taken: nothing is said of them. */
export const leaveRows = (sql: Db, id: string, rows: readonly number[]) => sql`
	update import_row set verdict = null, reasons = '{}', differs = '{}', person_id = null, like_id = null, decision = null, number_hash = null, name_key = null, above = null, place = null, staged = null
	where import_id = ${id} and n = any(${sql.array([...rows], 23)}::int[]) and verdict is not null`;

/** Hashes of numbers, and keys of names, that rows before had: a sheet often has somebody twice. */
export const listBefore = (
	sql: Db,
	id: string,
	before: number,
	hashes: readonly Buffer[],
	names: readonly string[]
) => sql<{ numberHash: Buffer | null; nameKey: string | null }[]>`
	select number_hash, null as name_key from import_row where import_id = ${id} and n < ${before} and number_hash = any(${sql.array([...hashes], 17)}::bytea[])
	union all
	select null, name_key from import_row where import_id = ${id} and n < ${before} and name_key = any(${sql.array([...names])}::text[])`;

/** Where one row of a sheet was month first, births that can be read both ways are somebody's to decide. */
export const doubtBothWays = (sql: Db, id: string) => sql`
	update import_row set verdict = 'doubtful', reasons = array_append(reasons, 'birth-which-way'), like_id = case when verdict = 'changed' then person_id end
	where import_id = ${id} and both_ways and verdict in ('new', 'changed')
		and exists (select from import_row t where t.import_id = ${id} and t.reasons @> array['birth-turned'])`;

/** Two rows that change one person, found by a number and by a name: which of them is right is somebody's to decide. */
export const doubtSecondChanges = (sql: Db, id: string) => sql`
	update import_row set verdict = 'doubtful', reasons = array_append(reasons, 'twice-in-sheet'), like_id = person_id
	where import_id = ${id} and n = any(array(
		select n from (
			select n, row_number() over (partition by person_id order by n) as nth from import_row where import_id = ${id} and verdict = 'changed'
		) changes where nth > 1))`;

/** Tells the planner what a step has laid out: behind it nothing of that is known yet. */
export const analyzeRows = (sql: Db) => sql`select analyze_import_rows()`;

/** A household has one head: whoever else a sheet calls so is marked, and written as somebody who lives there. */
export const markSecondHeads = (sql: Db, id: string) => sql`
	update import_row set reasons = array_append(reasons, 'head-twice')
	where import_id = ${id} and not reasons @> array['head-twice'] and n = any(array(
		select n from (
			select n, row_number() over (partition by staged ->> 'household' order by n) as nth from import_row
			where import_id = ${id} and staged ->> 'relation' = 'head' and staged ->> 'household' is not null and verdict <> 'refused'
		) heads where nth > 1))`;

/** As the register has them: numbers and telephones by their hashes. */
export type KnownRow = Omit<Known, 'hasNumber' | 'sameNumber' | 'samePhone'> & {
	numberHash: Buffer | null;
	phoneHash: Buffer | null;
};

/** The last day of each paper of a person. */
const until = (sql: Db) =>
	sql`coalesce((select jsonb_object_agg(paper, until) from (select paper, max(until) as until from person_paper where person_id = p.id group by paper) last), '{}') as until`;

/** People of a commune who have one of these numbers, or one of these plain names with its year. */
export const listKnown = (sql: Db, commune: number, hashes: readonly Buffer[], names: readonly string[]) => sql<
	KnownRow[]
>`
	select coalesce(merged_into, id) as id, name, birth_year, birth_date, gender, hamlet, hamlet_id, verified, number_hash, phone_hash, ${until(sql)} from person p
	where number_hash = any(${sql.array([...hashes], 17)}::bytea[]) and erased_at is null
	union
	select id, name, birth_year, birth_date, gender, hamlet, hamlet_id, verified, number_hash, phone_hash, ${until(sql)} from person p
	where commune_id = ${commune} and erased_at is null and merged_into is null and name_year = any(${sql.array([...names])}::text[])`;
