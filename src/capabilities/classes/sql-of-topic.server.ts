import type { Db } from '#platform/db.server.ts';
import type { Organisation } from './rules-hosts.ts';

export type SatInRow = {
	runId: string;
	template: string;
	trainerId: string;
	trainer: string;
	trainerOf: Organisation | null;
	hosts: Organisation[];
	lessons: number;
	attended: number;
	firstDay: string;
	lastDay: string;
};

/** Classes in which somebody has a place, or was in a lesson, under each of their ids. */
export const listSatIn = (sql: Db, person: string) => sql<SatInRow[]>`
	with there as (
		select m.run_id, m.no from class_mark m where m.person_id = any(same_as(${person})) and m.how in ('here', 'late', 'early')
	)
	select r.id as run_id, r.template, r.trainer_id, r.trainer_name as trainer,
		(select h.organisation from class_hand h where h.run_id = r.id and h.staff_id = r.trainer_id) as trainer_of,
		array(select h.organisation from class_host h where h.run_id = r.id order by h.added_at, h.organisation) as hosts,
		count(*)::int as lessons, (count(*) filter (where exists (select from there t where t.run_id = r.id and t.no = s.no)))::int as attended,
		min(s.day) as first_day, max(s.day) as last_day
	from class_run r join class_session s on s.run_id = r.id
	where r.dropped_at is null and (exists (select from there t where t.run_id = r.id)
		or exists (select from class_seat e where e.run_id = r.id and e.person_id = any(same_as(${person})) and e.state = 'taken'))
	group by r.id order by min(s.day), r.id`;

export type AssessorRow = { staffId: string; name: string; organisation: Organisation };

export const listAssessors = (sql: Db, run: string) =>
	sql<AssessorRow[]>`select staff_id, name, organisation from assessors_of_class(${run})`;
