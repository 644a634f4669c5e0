import type { Db } from '#platform/db.server.ts';

/** The next people of a commune's register, in the order of their ids; the erased are passed over. */
export const listPeopleAfter = (sql: Db, commune: number, after: string | null, limit: number) => sql<
	{
		id: string;
		birthDate: string | null;
		birthYear: number | null;
		cardUntil: string | null;
		insuranceUntil: string | null;
	}[]
>`
	select id, birth_date, birth_year,
		(select max(until) from person_paper where person_id = p.id and paper = 'id-card') as card_until,
		(select max(until) from person_paper where person_id = p.id and paper = 'health-insurance') as insurance_until
	from person p
	where commune_id = ${commune} and erased_at is null and (${after}::uuid is null or id > ${after}::uuid)
	order by id limit ${limit}`;

/** Notes occasions that no rule has spoken of yet, and answers those alone. */
export const insertFound = (
	sql: Db,
	centre: number,
	at: Date,
	found: readonly { person: string; occasion: string }[]
) => sql<{ personId: string; occasion: string }[]>`
	insert into need_found (person_id, occasion, centre_id, at)
	select person_id, occasion, ${centre}, ${at}
	from unnest(${sql.array(found.map((one) => one.person))}::uuid[], ${sql.array(found.map((one) => one.occasion))}::text[]) as f (person_id, occasion)
	on conflict (person_id, occasion) do nothing
	returning person_id, occasion`;

/** Records what a rule found; whoever has an open need of the kind already is left as they are. */
export const insertNeedsFound = (
	sql: Db,
	centre: number,
	at: Date,
	needs: readonly { id: string; person: string; kind: string; urgency: string; occasion: string }[]
) => sql<{ id: string }[]>`
	insert into need (id, centre_id, person_id, kind, urgency, source, occasion, made_at)
	select id, ${centre}, person_id, kind, urgency, 'rule', occasion, ${at}
	from unnest(${sql.array(needs.map((one) => one.id))}::uuid[], ${sql.array(needs.map((one) => one.person))}::uuid[], ${sql.array(needs.map((one) => one.kind))}::text[],
		${sql.array(needs.map((one) => one.urgency))}::text[], ${sql.array(needs.map((one) => one.occasion))}::text[]) as f (id, person_id, kind, urgency, occasion)
	on conflict (person_id, kind) where outcome is null do nothing
	returning id`;
