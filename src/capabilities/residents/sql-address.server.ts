import type { Db } from '#platform/db.server.ts';

export type AddressRow = {
	person: string;
	name: string | null;
	elsewhere: boolean;
	/** The hamlet as their record says it; of whoever lives elsewhere their whole address. */
	said: string | null;
	address: string;
	lane: string | null;
	hamlet: string | null;
	commune: string;
	province: string | null;
};

/** Where people live as the register has it: their record, and the dwelling of the household in which they live now. */
export const listAddresses = (sql: Db, people: readonly string[]) => sql<AddressRow[]>`
	select w.id as person, p.name, p.elsewhere, p.hamlet as said, coalesce(d.address, '') as address, l.name as lane, h.name as hamlet, c.name as commune, v.name as province
	from unnest(${sql.array([...people])}::uuid[]) as w(id) join person o on o.id = w.id join person p on p.id = row_of(o.merged_into, o.id)
	join place c on c.id = p.commune_id left join place v on v.id = c.parent_id
	left join lateral (
		select b.dwelling_id as id from household_member m join household b on b.id = m.household_id
		where m.person_id = any(same_as(p.id)) and m.until is null order by m.since desc, m.id limit 1
	) k on not p.elsewhere left join dwelling d on d.id = k.id left join place l on l.id = d.lane_id left join place h on h.id = d.hamlet_id
	where p.erased_at is null`;
