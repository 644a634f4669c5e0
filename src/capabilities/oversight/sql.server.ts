import type { Db, Fragment } from '#platform/db.server.ts';
import type { LookMade, PatternRow } from './answers.ts';
import { DAYS_SHOWN, limits, saidPurposes } from './rules-patterns.ts';

/** What is to be asked about in the looks of one day. */
export const notePatterns = async (sql: Db, day: string, at: Date): Promise<number> =>
	(
		await sql<{ noted: number }[]>`
			select note_patterns(${day}, ${at}, ${limits.searches}, ${limits.records}, ${limits.often}, ${limits.neighbours}, ${sql.array([...saidPurposes])}::text[]) as noted`
	)[0]!.noted;

/** Open ones always, settled ones of the days shown; those with most people of a day first. */
export const patternsSince = (sql: Db, day: string): Fragment => sql`
	select p.staff_id as staff, actor_name('staff', p.staff_id::text) as staff_name, p.kind, p.day, p.times, p.people, p.verdict,
		actor_name('staff', p.settled_by::text) as settled_by_name
	from look_pattern p where p.verdict is null or p.day > ${day}::date - ${DAYS_SHOWN}::int
	order by (p.verdict is null) desc, p.day desc, p.people desc, staff_name, p.kind`;

/** What waits for this person: what is open and not about themselves. */
export const countOpenPatterns = (sql: Db): Fragment =>
	sql`select count(*) from look_pattern where verdict is null and staff_id::text <> app_id()`;

/** Nothing where it is of another place, one's own, settled, or more came since. */
export const settlePattern = async (
	sql: Db,
	p: Pick<PatternRow, 'staff' | 'kind' | 'day'> & { seen: number; verdict: string; by: string; at: Date }
): Promise<boolean> =>
	(
		await sql`
			update look_pattern set verdict = ${p.verdict}, settled_by = ${p.by}, settled_at = ${p.at}
			where staff_id = ${p.staff} and kind = ${p.kind} and day = ${p.day}::date and times = ${p.seen} and verdict is null`
	).count === 1;

type WatchedStaff = { staffId: string; name: string; resident: string | null };
type WatchedRow = WatchedStaff & { searches: number; idle: number; records: number; beside: number; people: number };

/** Whose account whoever asks keeps. */
export const listWatchedStaff = (sql: Db) => sql<WatchedStaff[]>`select * from watched_staff()`;

/** Each day for itself, and all of them together: whoever was looked at on two days counts twice. */
export const listWatched = (sql: Db, from: string, to: string) =>
	sql<WatchedRow[]>`select * from watched(${from}::date, ${to}::date)`;

/** Counts the looks of the first day since then that is over and was not counted; answers which, null where all were. */
export const keepLookDay = async (sql: Db, since: string, at: Date): Promise<string | null> =>
	(await sql<{ kept: string | null }[]>`select keep_look_day(${since}::date, ${at}) as kept`)[0]!.kept;

type LookRow = Pick<LookMade, 'id' | 'at' | 'what' | 'purpose' | 'beside'> & { people: string[] };

/** How often one member of staff looked between two days, both of them in it. */
export const countLooksBy = async (sql: Db, staff: string, from: string, to: string): Promise<number> =>
	(await sql<{ looks: number }[]>`select count_looks_by(${staff}, ${from}::date, ${to}::date) as looks`)[0]!.looks;

/** Their looks since a day, the last first: so many after the first so many. */
export const looksBy = (sql: Db, staff: string, from: string, most: number, after: number) =>
	sql<LookRow[]>`select * from looks_by(${staff}, ${from}::date, ${most}, ${after})`;

export const tieStaff = (sql: Db, t: { staff: string; person: string; by: string; at: Date }) => sql`
	insert into staff_resident (staff_id, person_id, by_id, at) values (${t.staff}, ${t.person}, ${t.by}, ${t.at})`;

/** From now on; for the days before it stands. */
export const untieStaff = (sql: Db, staff: string, by: string, at: Date) =>
	sql`update staff_resident set until = ${at}, by_id = ${by} where staff_id = ${staff} and until is null`;

/** Whoever is erased is nobody of the staff any more. */
export const untiePerson = (sql: Db, person: string) =>
	sql`delete from staff_resident where person_id = any(same_as(${person}))`;
