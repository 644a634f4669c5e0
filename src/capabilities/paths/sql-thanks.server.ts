import type { Db, Fragment } from '#platform/db.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import type { PeerAnswer } from './answers.ts';

type Beside = { id: string; centre: number; person: string; by: string | null; session: string | null; at: Date };

export const insertChoice = (sql: Db, c: Beside & { answer: 'yes' | 'no' }) => sql`
	insert into thanks_choice (id, centre_id, person_id, answer, by_staff, session_id, at)
	values (${c.id}, ${c.centre}, ${c.person}, ${c.answer}, ${c.by}, ${c.session}, ${c.at})`;

/** What somebody said last; null where nobody asked. */
export const findThanksChoice = async (sql: Db, person: string): Promise<'yes' | 'no' | null> =>
	(
		await sql<{ answer: 'yes' | 'no' }[]>`
			select answer from thanks_choice where person_id = any(same_as(${person})) order by at desc, id limit 1`
	)[0]?.answer ?? null;

/** Who of the staff sat with somebody while they could not do it alone yet, or showed them something of its topic before a moment. */
export const listHelpers = async (
	sql: Db,
	{ person, statement, topic, before }: { person: string; statement: string; topic: Topic; before: Date }
): Promise<string[]> =>
	(
		await sql<{ helper: string }[]>`
			select e.by_staff as helper from skill_evidence e
			where e.person_id = any(same_as(${person})) and e.statement = ${statement} and e.kind = 'task' and e.level < 2
				and e.taken_back_at is null and e.at <= ${before}
			union
			select e.helper_id from encounter e
			where e.person_id = any(same_as(${person})) and e.topic = ${topic} and e.how <> 'self' and e.at <= ${before}
			order by helper`
	).map(({ helper }) => helper);

/** Answers whether it is new. */
export const insertThanks = async (
	sql: Db,
	t: { id: string; centre: number; person: string; statement: string; staff: string; at: Date }
): Promise<boolean> =>
	(
		await sql`
			insert into thanks (id, centre_id, person_id, statement, staff_id, at)
			values (${t.id}, ${t.centre}, ${t.person}, ${t.statement}, ${t.staff}, ${t.at}) on conflict do nothing`
	).count > 0;

/** What was written to one who helped, of whoever still says yes to it; the newest first. */
export const thanksOf = (sql: Db, staff: string): Fragment => sql`
	select t.id, p.name, t.statement, t.at from thanks t join person o on o.id = t.person_id join person p on p.id = row_of(o.merged_into, o.id)
	where t.staff_id = ${staff} and p.erased_at is null
		and (select c.answer from thanks_choice c where c.person_id = any(same_as(p.id)) order by c.at desc, c.id limit 1) = 'yes'
	order by t.at desc, t.id`;

export const insertPeer = (sql: Db, a: Beside & { topic: Topic; answer: PeerAnswer }) => sql`
	insert into peer_answer (id, centre_id, person_id, topic, answer, by_staff, session_id, at)
	values (${a.id}, ${a.centre}, ${a.person}, ${a.topic}, ${a.answer}, ${a.by}, ${a.session}, ${a.at})`;

export const listPeerAnswers = (sql: Db, person: string) => sql<{ topic: Topic; answer: PeerAnswer; at: Date }[]>`
	select topic, answer, at from peer_answer where person_id = any(same_as(${person})) order by at, id`;

/** Whoever said last that they would help others with a topic. */
export const peersAt = (sql: Db, centre: number): Fragment => sql`
	select l.person, p.name, p.hamlet, l.topic, l.at from (
		select distinct on (coalesce(o.merged_into, o.id), a.topic) coalesce(o.merged_into, o.id) as person, a.topic, a.answer, a.at
		from peer_answer a join person o on o.id = a.person_id where a.centre_id = ${centre}
		order by coalesce(o.merged_into, o.id), a.topic, a.at desc, a.id
	) l join person p on p.id = l.person
	where l.answer = 'yes' and p.erased_at is null order by l.topic, p.name, l.person`;
