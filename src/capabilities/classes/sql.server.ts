import { dayOf } from '#kernel/day.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { Avoid, Planned } from './rules-days.ts';
import type { Mark, SeatSource, SeatState } from './rules-seats.ts';
import { wholeOf } from './sql-whole.server.ts';

export type AvoidRow = Avoid & { id: string; hamletId: number | null; hamlet: string | null };

export const insertAvoid = (
	sql: Db,
	a: Avoid & { id: string; centre: number; hamlet: number | null; by: string; at: Date }
) => sql`
	insert into class_avoid (id, centre_id, hamlet_id, kind, lunar_days, weekdays, from_day, until_day, made_by, made_at)
	values (${a.id}, ${a.centre}, ${a.hamlet}, ${a.kind}, ${sql.array([...a.lunarDays], 23)}::int[], ${sql.array([...a.weekdays], 23)}::int[], ${a.fromDay}, ${a.untilDay}, ${a.by}, ${a.at})`;

export const dropAvoid = (sql: Db, id: string) => sql`delete from class_avoid where id = ${id}`;

/** What a centre entered; where a hamlet is named, for all hamlets and for that one. */
export const listAvoids = (sql: Db, centre: number, hamlet: number | null | 'any') => sql<AvoidRow[]>`
	select a.id, a.kind, a.hamlet_id, h.name as hamlet, a.lunar_days, a.weekdays, a.from_day, a.until_day
	from class_avoid a left join place h on h.id = a.hamlet_id
	where a.centre_id = ${centre} and (${hamlet === 'any'} or a.hamlet_id is null or a.hamlet_id = ${hamlet === 'any' ? null : hamlet})
	order by a.kind, a.from_day, a.made_at`;

export type RunRow = {
	id: string;
	centreId: number;
	template: string;
	hamlet: string | null;
	venue: string;
	stepFree: boolean;
	power: boolean;
	capacity: number;
	helpers: number;
	trainer: string;
	trainerId: string;
	starts: string;
	minutes: number;
	givenUp: Planned['given'];
	droppedAt: Date | null;
	lessons: { no: number; day: string; closed: boolean; guests: number }[];
	taken: number;
	waiting: number;
	/** Places that guests take in the fullest lesson that is to come, and whoever comes along where the hall has no chair for them. */
	guests: number;
	/** Of these, chairs of whoever comes along: of each lesson. */
	chairsOver: number;
	/** Organisations that have not signed. */
	unsigned: number;
};

export const insertRun = (
	sql: Db,
	r: Pick<
		RunRow,
		| 'id'
		| 'template'
		| 'venue'
		| 'stepFree'
		| 'power'
		| 'capacity'
		| 'helpers'
		| 'trainer'
		| 'trainerId'
		| 'starts'
		| 'minutes'
		| 'givenUp'
	> & {
		centre: number;
		hamletId: number | null;
		by: string;
		at: Date;
	}
) => sql`
	insert into class_run (id, centre_id, hamlet_id, template, venue, step_free, power, capacity, helpers, trainer_id, trainer_name, starts, minutes, given_up, made_by, made_at)
	values (${r.id}, ${r.centre}, ${r.hamletId}, ${r.template}, ${r.venue}, ${r.stepFree}, ${r.power}, ${r.capacity}, ${r.helpers}, ${r.trainerId}, ${r.trainer}, ${r.starts}, ${r.minutes},
		${sql.json(r.givenUp)}, ${r.by}, ${r.at})`;

export const insertSessions = (sql: Db, run: string, days: readonly string[]) => sql`
	insert into class_session (run_id, no, day) select ${run}, n, day from unnest(${sql.array([...days])}::date[]) with ordinality one (day, n)`;

const runs = (sql: Db, at: Date): Fragment => sql`
	select r.id, r.centre_id, r.template, h.name as hamlet, r.venue, r.step_free, r.power, r.capacity, r.helpers, r.trainer_name as trainer, r.trainer_id, r.starts, r.minutes, r.given_up, r.dropped_at,
		(select jsonb_agg(jsonb_build_object('no', s.no, 'day', s.day, 'closed', s.closed_at is not null, 'guests', guests_in(r.id, s.no)) order by s.no) from class_session s where s.run_id = r.id) as lessons,
		f.taken, f.waiting, guests_ahead(r.id, ${at}) as guests, chairs_over(r.id) as chairs_over, class_unsigned(r.id) as unsigned
	from class_run r left join place h on h.id = r.hamlet_id cross join lateral class_fill(r.id) f`;

/** Classes of a centre that have a lesson from a day on, and those whose last lesson nobody closed; dropped ones last. */
export const listRuns = (sql: Db, centre: number, now: Date, from = dayOf(now)) => sql<RunRow[]>`
	${runs(sql, now)} where r.centre_id = ${centre} and exists (select from class_session s where s.run_id = r.id and (s.day >= ${from} or s.closed_at is null and r.dropped_at is null))
	order by r.dropped_at is not null, (select min(s.day) from class_session s where s.run_id = r.id and s.day >= ${from}), r.made_at`;

export const findRun = async (sql: Db, id: string, now: Date): Promise<RunRow | undefined> =>
	(await sql<RunRow[]>`${runs(sql, now)} where r.id = ${id}`)[0];

/** Those of these classes that are there, in their order. */
export const findRuns = (sql: Db, ids: readonly string[], now: Date) => sql<RunRow[]>`
	${runs(sql, now)} where r.id = any(${sql.array([...ids])}::uuid[]) order by array_position(${sql.array([...ids])}::uuid[], r.id)`;

export const dropRun = (sql: Db, id: string, at: Date) =>
	sql`update class_run set dropped_at = ${at} where id = ${id} and dropped_at is null`;

/** One at a time asks for a place or gives one back. */
export const holdRun = async (sql: Db, id: string): Promise<boolean> =>
	(await sql<{ held: boolean }[]>`select hold_class(${id}) as held`)[0]!.held;

export const findFill = async (sql: Db, run: string): Promise<{ taken: number; waiting: number; nextNumber: number }> =>
	(await sql<{ taken: number; waiting: number; nextNumber: number }[]>`select * from class_fill(${run})`)[0]!;

export type SeatRow = {
	id: string;
	runId: string;
	personId: string;
	/** The same of every row that the register has of them. */
	whole: string;
	number: number;
	source: SeatSource;
	state: SeatState;
	offeredUntil: Date | null;
};
const seats = (sql: Db): Fragment =>
	sql`select s.id, s.run_id, s.person_id, ${wholeOf(sql, 's')}, s.number, s.source, s.state, s.offered_until from class_seat s`;

export const insertSeat = (
	sql: Db,
	s: Omit<SeatRow, 'offeredUntil' | 'whole'> & { centre: number; by: string | null; at: Date }
) => sql`
	insert into class_seat (id, run_id, centre_id, person_id, number, source, state, asked_at, by_staff)
	values (${s.id}, ${s.runId}, ${s.centre}, ${s.personId}, ${s.number}, ${s.source}, ${s.state}, ${s.at}, ${s.by})`;

export const findSeat = async (sql: Db, id: string): Promise<SeatRow | undefined> =>
	(await sql<SeatRow[]>`${seats(sql)} where id = ${id}`)[0];

/** The seat of somebody in a class, under whichever of their ids. */
export const findSeatOf = async (sql: Db, run: string, person: string): Promise<SeatRow | undefined> =>
	(await sql<SeatRow[]>`${seats(sql)} where run_id = ${run} and person_id = any(same_as(${person}))`)[0];

export const listSeats = (sql: Db, run: string) => sql<SeatRow[]>`${seats(sql)} where run_id = ${run} order by number`;

export const listSeatsOf = (sql: Db, person: string) =>
	sql<SeatRow[]>`${seats(sql)} where person_id = any(same_as(${person})) and state <> 'left' order by asked_at desc`;

export const setSeat = (sql: Db, id: string, state: Exclude<SeatState, 'offered'>) =>
	sql`update class_seat set state = ${state}, offered_until = null where id = ${id}`;

/** Whoever left and asks again asks anew: behind whoever waits. */
export const askAgain = (
	sql: Db,
	id: string,
	{ state, source, by, at }: { state: 'taken' | 'waiting'; source: SeatRow['source']; by: string | null; at: Date }
) =>
	sql`update class_seat set state = ${state}, asked_at = ${at}, source = ${source}, by_staff = ${by} where id = ${id}`;

/** Which seats are offered now. */
export const offerSeats = async (sql: Db, run: string, until: Date, now: Date): Promise<string[]> =>
	(await sql<{ id: string }[]>`select offer_seats(${run}, ${until}, ${now}) as id`).map(({ id }) => id);

/** Of some seats those that are offered still, with whom and until when. */
export const listOffered = (sql: Db, seats: readonly string[]) =>
	sql<{ seat: string; person: string; until: Date }[]>`
		select id as seat, person_id as person, offered_until as until from class_seat
		where id = any(${sql.array([...seats])}::uuid[]) and state = 'offered' order by number`;

/** Lessons of a day of which nobody was told yet. */
export const listLessonsOn = (sql: Db, day: string) =>
	sql<{ runId: string; no: number; centreId: number }[]>`select * from lessons_on(${day})`;

export const remindedLesson = (sql: Db, run: string, no: number, at: Date) =>
	sql`update class_session set reminded_at = ${at} where run_id = ${run} and no = ${no} and reminded_at is null`;

export const listLapsed = (sql: Db, at: Date) =>
	sql<{ runId: string; centreId: number }[]>`select * from lapsed_offers(${at})`;

/** Whoever did not answer in time waits on, behind whoever waits already. */
export const lapseOffers = (sql: Db, run: string, at: Date) => sql`
	update class_seat set state = 'waiting', offered_until = null, asked_at = ${at} where run_id = ${run} and state = 'offered' and offered_until <= ${at}`;

export const putMarks = (
	sql: Db,
	{ run, no, centre, by, at }: { run: string; no: number; centre: number; by: string; at: Date },
	rows: readonly { person: string; how: Mark }[]
) => sql`
	insert into class_mark (run_id, no, person_id, centre_id, how, by_staff, at)
	select ${run}, ${no}, m.person, ${centre}, m.how, ${by}, ${at}
	from unnest(${sql.array(rows.map(({ person }) => person))}::uuid[], ${sql.array(rows.map(({ how }) => how))}::text[]) m (person, how) order by m.person
	on conflict (run_id, no, person_id) do update set how = excluded.how, by_staff = excluded.by_staff, at = excluded.at
	where class_mark.at < excluded.at or class_mark.at = excluded.at and class_mark.how <> excluded.how`;

/**
 * Whoever had a place in the lesson and was not marked was away. It stands as of the lesson’s beginning: whatever somebody said of it, also what
 * arrives later, comes after that.
 */
export const putAway = (
	sql: Db,
	{ run, no, centre, by }: { run: string; no: number; centre: number; by: string },
	{ begins, ends }: { begins: Date; ends: Date }
) => sql`
	insert into class_mark (run_id, no, person_id, centre_id, how, by_staff, at)
	select ${run}, ${no}, w.person_id, ${centre}, 'away', ${by}, ${begins} from (
		select s.person_id from class_seat s where s.run_id = ${run} and s.state = 'taken' and s.asked_at < ${ends}
		union select g.person_id from class_guest g where g.run_id = ${run} and g.no = ${no} and g.state = 'taken') w order by w.person_id
	on conflict do nothing`;

export const listMarks = (sql: Db, run: string) =>
	sql<{ no: number; personId: string; how: Mark }[]>`select no, person_id, how from class_mark where run_id = ${run}`;

export const closeLesson = (sql: Db, run: string, no: number, { by, at }: { by: string; at: Date }) => sql`
	update class_session set closed_at = ${at}, closed_by = ${by} where run_id = ${run} and no = ${no} and closed_at is null`;

/** The day of a lesson that is over, and who said so. */
export const findClosed = async (sql: Db, run: string, no: number): Promise<{ day: string; by: string } | undefined> =>
	(
		await sql<{ day: string; by: string }[]>`
			select day, closed_by as by from class_session where run_id = ${run} and no = ${no} and closed_by is not null`
	)[0];

/** How many places are free by it. */
export const forgetClasses = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_classes(${person}) as gone`)[0]!.gone;

/**
 * One at a time opens a class at a centre, whose halls are its own; and one at a time takes a trainer, whom several centres may name. They are held
 * in one order, so that two terms that open at once wait for each other.
 */
export async function holdOpening(sql: Db, centre: number, trainers: readonly string[]): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('classes.open'), ${centre})`;
	for (const one of [...new Set(trainers)].toSorted())
		await sql`select pg_advisory_xact_lock(hashtext('classes.trainer'), hashtext(${one}))`;
}
