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

/** Classes in which somebody has a place, or was in a lesson, as a guest too, under each of their ids. A lesson that was made up for counts where it was missed. */
export const listSatIn = (sql: Db, person: string) => sql<SatInRow[]>`
	with sat as (
		select m.run_id from class_mark m where m.person_id = any(same_as(${person})) and m.how in ('here', 'late', 'early')
	)
	select r.id as run_id, r.template, r.trainer_id, r.trainer_name as trainer,
		(select h.organisation from class_hand h where h.run_id = r.id and h.staff_id = r.trainer_id) as trainer_of,
		array(select h.organisation from class_host h where h.run_id = r.id order by h.added_at, h.organisation) as hosts,
		count(*)::int as lessons,
		(select count(distinct t.no)::int from there_in_classes(array[r.id]) t where t.person_id = any(same_as(${person}))) as attended,
		min(s.day) as first_day, max(s.day) as last_day
	from class_run r join class_session s on s.run_id = r.id
	where r.dropped_at is null and (exists (select from sat t where t.run_id = r.id)
		or exists (select from class_seat e where e.run_id = r.id and e.person_id = any(same_as(${person})) and e.state = 'taken'))
	group by r.id order by min(s.day), r.id`;

export type AssessorRow = { staffId: string; name: string; organisation: Organisation };

export const listAssessors = (sql: Db, run: string) =>
	sql<AssessorRow[]>`select staff_id, name, organisation from assessors_of_class(${run})`;
