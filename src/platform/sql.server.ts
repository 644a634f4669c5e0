import type { Db, Fragment, Last } from './db.server.ts';
import type { Hearers } from './listen.server.ts';

export type JournalRow = {
	id: number;
	at: Date;
	request: string;
	command: string;
	actorKind: string;
	actorId: string;
	authority: string | null;
	sessionId: string | null;
	centreId: number | null;
	personId: string | null;
	about: string | null;
	inputHash: Buffer;
	detail: Record<string, unknown>;
	answer: Record<string, unknown>;
};

type NewJournalRow = Omit<JournalRow, 'id'>;

export const findRequest = async (sql: Db, request: string): Promise<JournalRow | undefined> =>
	(await sql<JournalRow[]>`select * from journal where request = ${request}`)[0];

/**
 * Writes the journal row, a look that goes with it, and a delivery to each listener in one statement. Those that only ring are given one where
 * what the row is about is followed. `does`: what the command does; it is carried out before its row is written, and in the same statement.
 */
export function insertJournal(
	sql: Db,
	row: NewJournalRow,
	{ always, ringing }: Hearers,
	look: NewLook | null,
	does: Last | null = null
) {
	const first = [
		...(does === null ? [] : [sql`done as materialized (${does})`]),
		...(look === null ? [] : [sql`looked as (${lookRow(sql, look)})`])
	];
	const entry = journalRow(sql, row, does === null ? sql`` : sql`from (select count(*) from done) once`);
	if (always.length + ringing.length === 0) return sql`${within(sql, first)} ${entry}`;
	const rung =
		ringing.length === 0
			? sql``
			: sql`|| case when is_followed(${row.about}) then ${sql.array([...ringing])}::text[] else '{}' end`;
	return sql`
	${within(sql, [...first, sql`entry as (${entry} returning id)`])}
	insert into delivery (journal_id, listener, due_at)
	select entry.id, listener, ${row.at} from entry, unnest(${sql.array([...always])}::text[] ${rung}) as listener`;
}

/** What stands before a statement and is done in it. */
const within = (sql: Db, parts: readonly Fragment[]): Fragment =>
	parts.reduce((before, one, n) => (n === 0 ? sql`with ${one}` : sql`${before}, ${one}`), sql``);

const journalRow = (sql: Db, row: NewJournalRow, from: Fragment): Fragment => sql`
	insert into journal (at, request, command, actor_kind, actor_id, authority, session_id, centre_id, person_id, about, input_hash, detail, answer)
	select ${row.at}, ${row.request}, ${row.command}, ${row.actorKind}, ${row.actorId}, ${row.authority}, ${row.sessionId},
		${row.centreId}, ${row.personId}, ${row.about}, ${row.inputHash}, ${sql.json(row.detail as never)}, ${row.answer as never}::json ${from}`;

/** A look of whoever the scope names, at all these people. */
export type NewLook = {
	at: Date;
	people: readonly string[];
	what: string;
	purpose: string;
	sessionId: string | null;
	about: string | null;
};

const lookRow = (sql: Db, look: NewLook): Fragment => sql`
	insert into look (at, actor_kind, actor_id, people, what, purpose, session_id, about)
	values (${look.at}, app_kind(), app_id(), ${look.people as string[]}::uuid[], ${look.what}, ${look.purpose}, ${look.sessionId}, ${look.about})`;

export const insertLook = (sql: Db, look: NewLook) => sql`${lookRow(sql, look)}`;

/** The same, but none where the same was shown within `againAfter`. */
export const insertLookOnce = (sql: Db, look: NewLook, againAfter: string) => sql`
	select note_look(${look.at}, ${look.people as string[]}::uuid[], ${look.what}, ${look.purpose}, ${look.sessionId}, ${look.about}, ${againAfter}::interval)`;

/** Lets the statements of this transaction run longer than the connection's limit. */
export const allowStatement = (sql: Db, milliseconds: number) =>
	sql`select set_config('statement_timeout', ${String(milliseconds)}, true), end_with_program()`;

/** Whether anybody answers. */
/** Which PostgreSQL it is, and how many bytes the database holds. */
export const findServer = async (sql: Db): Promise<{ version: string; bytes: number }> =>
	(
		await sql<{ version: string; bytes: number }[]>`
			select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`
	)[0]!;

/** When something was last written, of what this scope reads. */
export const findLastEntry = async (sql: Db): Promise<Date | null> =>
	(await sql<{ at: Date }[]>`select at from journal order by id desc limit 1`)[0]?.at ?? null;

/** A word to the doors of every process, heard in its turn among what the triggers of their tables tell them. */
export const tellDoors = (sql: Db, word: string) => sql`select pg_notify('doors', ${word})`;

export const ping = (sql: Db) => sql<{ n: number }[]>`select 1 as n`;

/** How what follows in this transaction is planned: for what each is asked with, as the database sees fit, or once for all. */
const planned = (sql: Db, how: 'auto' | 'force_generic_plan') =>
	sql`select set_config('plan_cache_mode', ${how}, true)`;

const counted = (sql: Db, counts: readonly Fragment[]) =>
	sql<{ counts: number[] }[]>`
		select array[${counts.map((count, n) => (n === 0 ? sql`(${count})` : sql`, (${count})`))}]::int[] as counts`;

/** Counts of several kinds in one statement: each is a select of one number. */
export const countAsked = async (sql: Db, counts: readonly Fragment[]): Promise<number[]> =>
	(await counted(sql, counts))[0]!.counts;

/**
 * A statement that takes longer to plan than to carry out, planned once on each connection. Whatever is planned after it in this transaction is
 * planned as the database sees fit.
 */
export async function plannedOnce<T>(sql: Db, asked: { execute: () => PromiseLike<T> }): Promise<T> {
	// Sent in one breath, so that whatever else the page asks is planned as before.
	const [, found] = await Promise.all([
		planned(sql, 'force_generic_plan').execute(),
		asked.execute(),
		planned(sql, 'auto').execute()
	]);
	return found;
}

/** Counts of several kinds that every page asks, planned once. */
export const countPlannedOnce = async (sql: Db, counts: readonly Fragment[]): Promise<number[]> =>
	(await plannedOnce(sql, counted(sql, counts)))[0]!.counts;

/** Clears ids of requests from before an instant, of which the journal has the row; how many, at most so many. */
export const clearRequests = async (sql: Db, before: Date, most: number): Promise<number> =>
	(await sql<{ gone: number }[]>`select clear_requests(${before}, ${most}) as gone`)[0]!.gone;
