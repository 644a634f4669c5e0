import type { Db } from '#platform/db.server.ts';
import type { TakenPerson } from './protocol.ts';

/** As it is read: with whether somebody is a door without a name. */
type Person = TakenPerson & { hidden: boolean; since: string };
type Row = {
	id: string;
	book: string | null;
	hamlet: string | null;
	address: string;
	people: Person[];
	visited: [string, string] | null;
};

/** Doors as phones take them along, with who lives there; whoever is a door without a name is marked. */
export const listTaken = (sql: Db, households: readonly string[]) => sql<Row[]>`
	select h.id, h.book, l.name as hamlet, d.address,
		(select jsonb_build_array(to_char(v.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), v.outcome) from visit v where v.household_id = h.id order by v.ended_at desc, v.id desc limit 1) as visited,
		coalesce((
			select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'year', p.birth_year, 'gender', p.gender, 'relation', m.relation, 'needs', p.needs, 'verified', p.verified,
				'since', m.since, 'hidden', without_name(p.id),
				'step', (select t.door from readiness_triage t where t.person_id = any(same_as(p.id)) order by t.at desc, t.id desc limit 1),
				'open', coalesce((
					select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'urgency', n.urgency, 'plan', n.plan, 'promisedOn', n.promised_on) order by n.made_at, n.id)
					from need n where n.person_id = any(same_as(p.id)) and n.outcome is null), '[]'),
				'consents', coalesce((
					select jsonb_object_agg(c.purpose, jsonb_build_array(c.answer, c.id)) from (
						select distinct on (purpose) purpose, answer, id from consent where person_id = any(same_as(p.id)) order by purpose, counts_at desc, id desc) c), '{}')
			) order by m.since, p.id)
			from household_member m join person p on p.id = m.person_id
			where m.household_id = h.id and m.until is null and p.erased_at is null and p.merged_into is null
		), '[]') as people
	from household h join dwelling d on d.id = h.dwelling_id left join place l on l.id = d.hamlet_id
	where h.id = any(${sql.array([...households])}::uuid[]) and h.ended_at is null and door_in_areas(h.id)`;
