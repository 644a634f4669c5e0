import type { Db, Fragment } from '#platform/db.server.ts';
import type { Mark } from './rules-seats.ts';
import { wholeOf } from './sql-whole.server.ts';

export type GuestRow = {
	id: string;
	runId: string;
	no: number;
	personId: string;
	/** The same of every row that the register has of them. */
	whole: string;
	number: number;
	state: 'taken' | 'left';
	missedRun: string;
	missedNo: number;
	/** The lesson in which they are a guest. */
	day: string;
	starts: string;
	venue: string;
	dropped: boolean;
	closed: boolean;
	/** How they were seen in it. */
	how: Mark | null;
};

const guests = (sql: Db): Fragment => sql`
	select g.id, g.run_id, g.no, g.person_id, ${wholeOf(sql, 'g')}, g.number, g.state, g.missed_run, g.missed_no, s.day, r.starts, r.venue,
		r.dropped_at is not null as dropped, s.closed_at is not null as closed, m.how
	from class_guest g join class_session s on s.run_id = g.run_id and s.no = g.no join class_run r on r.id = g.run_id
		left join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id`;

export const findGuest = async (sql: Db, id: string): Promise<GuestRow | undefined> =>
	(await sql<GuestRow[]>`${guests(sql)} where g.id = ${id}`)[0];

/** Guests of a class, of each of its lessons. */
export const listGuests = (sql: Db, run: string) =>
	sql<GuestRow[]>`${guests(sql)} where g.run_id = ${run} order by s.day, g.number`;

/** Who of a class sat in another one for a lesson that they missed, or is to. */
export const listMakeUps = (sql: Db, missedRun: string) =>
	sql<GuestRow[]>`${guests(sql)} where g.missed_run = ${missedRun} and g.state = 'taken' order by s.day, g.id`;

/** Where somebody is a guest, under each of their ids. */
export const listGuestOf = (sql: Db, person: string) =>
	sql<
		GuestRow[]
	>`${guests(sql)} where g.person_id = any(same_as(${person})) and g.state = 'taken' order by s.day, r.starts`;

export type AwayRow = {
	personId: string;
	whole: string;
	number: number;
	no: number;
	day: string;
	how: 'away' | 'excused';
};

/** Who has a place in a class and was away from a lesson of it; by lesson and number. */
export const listAway = (sql: Db, run: string) => sql<AwayRow[]>`
	select m.person_id, ${wholeOf(sql, 'm')}, e.number, m.no, s.day, m.how from class_mark m
		join class_seat e on e.run_id = m.run_id and e.person_id = m.person_id and e.state = 'taken'
		join class_session s on s.run_id = m.run_id and s.no = m.no
	where m.run_id = ${run} and m.how in ('away', 'excused') order by m.no, e.number`;

/** Which of some people have a place in which of some classes, wait for one or are offered one; under whichever of their ids. */
export const listSeatedIn = (sql: Db, runs: readonly string[], people: readonly string[]) => sql<
	{ runId: string; personId: string }[]
>`
	select distinct s.run_id, w.person as person_id from unnest(${sql.array([...people])}::uuid[]) w (person)
		join class_seat s on s.person_id = any(same_as(w.person)) and s.run_id = any(${sql.array([...runs])}::uuid[]) and s.state <> 'left'`;

/** Which lessons of a class somebody made up for elsewhere. */
export const listMadeUp = (sql: Db, run: string) =>
	sql<{ no: number; personId: string }[]>`select no, person_id from made_up_in_class(${run})`;

/** The number that somebody is called by in a class, if they were given one. */
export const findNumber = async (sql: Db, run: string, person: string): Promise<number | undefined> =>
	(
		await sql<{ number: number }[]>`
			select number from class_seat where run_id = ${run} and person_id = any(same_as(${person}))
			union all select number from class_guest where run_id = ${run} and person_id = any(same_as(${person})) limit 1`
	)[0]?.number;

/** Whoever gave such a place back and comes after all has it again. Nothing is written for whoever has it. */
export const putGuest = (
	sql: Db,
	g: Pick<GuestRow, 'id' | 'runId' | 'no' | 'personId' | 'missedRun' | 'missedNo' | 'number'> & {
		centre: number;
		by: string | null;
		at: Date;
	}
) => sql<{ id: string; number: number }[]>`
	insert into class_guest (id, run_id, no, person_id, centre_id, missed_run, missed_no, number, state, made_at, by_staff)
	values (${g.id}, ${g.runId}, ${g.no}, ${g.personId}, ${g.centre}, ${g.missedRun}, ${g.missedNo}, ${g.number}, 'taken', ${g.at}, ${g.by})
	on conflict (run_id, no, person_id) do update set state = 'taken', missed_run = excluded.missed_run, missed_no = excluded.missed_no,
		made_at = excluded.made_at, by_staff = excluded.by_staff where class_guest.state = 'left'
	returning id, number`;

export const leaveGuest = (sql: Db, id: string) =>
	sql`update class_guest set state = 'left' where id = ${id} and state = 'taken'`;
