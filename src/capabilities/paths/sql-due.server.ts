import type { Db, Fragment } from '#platform/db.server.ts';
import type { DueToAsk, Way } from './answers.ts';

type At = { centre: number; day: string; at: Date };
type Beside = { id: string; centre: number; person: string; by: string | null; session: string | null; at: Date };

export const insertWay = (sql: Db, w: Beside & { way: Way }) => sql`
	insert into refresher_way (id, centre_id, person_id, way, by_staff, session_id, at)
	values (${w.id}, ${w.centre}, ${w.person}, ${w.way}, ${w.by}, ${w.session}, ${w.at})`;

/** A text is what everybody gets who has said nothing else. */
const USUAL = 'text';

export const findWay = async (sql: Db, person: string): Promise<Way> =>
	(
		await sql<{ way: Way }[]>`
			select way from refresher_way where person_id = any(same_as(${person})) order by at desc, id limit 1`
	)[0]?.way ?? USUAL;

/** Whoever has something to practise again at a centre by a day and may be reminded of it, each once. */
const dueAt = (sql: Db, { centre, day, at }: At): Fragment => sql`due_refreshers(${centre}, ${day}::date, ${at})`;

/** Whom the house tells today: by text, of something that came due since they were told last, and not twice in a week. */
export const listToTell = async (sql: Db, asked: At): Promise<string[]> =>
	(
		await sql<{ person: string }[]>`
			select d.person from ${dueAt(sql, asked)} d
			where d.way = 'text' and d.phone and not exists (
				select from refresher_told t where t.centre_id = ${asked.centre} and t.person_id = any(same_as(d.person))
					and (t.day > ${asked.day}::date - 7 or t.day >= d.last_due))
			order by d.person`
	).map(({ person }) => person);

export const insertTold = (sql: Db, { centre, day }: Omit<At, 'at'>, people: readonly string[]) => sql`
	insert into refresher_told (centre_id, person_id, day) select ${centre}, p, ${day}::date from unnest(${sql.array([...people])}::uuid[]) p
	on conflict do nothing`;

export type AskRow = Omit<DueToAsk, 'phone' | 'says' | 'own'> & { phoneSealed: Buffer | null };

/** Whom somebody asks in person: by telephone or at home, as they like. Whoever was not reached today is asked another day. */
export const toAsk = (sql: Db, asked: At & { since: Date }): Fragment => sql`
	select d.person, p.name, p.hamlet, p.phone_sealed, d.statement, d.topic, d.critical, d.due_on::text as due_on, d.others, d.way,
		exists (select from need n where n.person_id = any(same_as(d.person)) and n.kind = 'learn' and n.outcome is null and n.plan = 'home-visit') as visit
	from ${dueAt(sql, asked)} d join person p on p.id = d.person
	where (d.way <> 'text' or not d.phone) and not exists (
		select from recall c where c.person_id = any(same_as(d.person)) and c.statement = d.statement and c.source = 'asked' and c.at >= ${asked.since})
	order by d.critical desc, d.due_on, p.hamlet, p.name, d.person`;

/** Visits that nobody but the house thought of, that have neither a day nor somebody who sees to them, and whose yes stands no more. */
export const listUnasked = async (sql: Db, { centre, at }: Omit<At, 'day'>): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select id from need where centre_id = ${centre} and kind = 'learn' and source = 'rule' and plan = 'home-visit' and outcome is null
				and promised_on is null and owner_id is null and not may_be_used_for(person_id, 'refreshers', ${at}) order by made_at, id`
	).map(({ id }) => id);
