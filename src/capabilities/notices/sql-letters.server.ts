import type { Db, Fragment } from '#platform/db.server.ts';
import type { Says } from '#platform/telling.server.ts';
import type { Locale, TrySaid } from './answers.ts';

/** Whether somebody has said that they want no texts. */
export const hasStopped = async (sql: Db, person: string, at: Date): Promise<boolean> =>
	(await sql<{ is: boolean | null }[]>`select has_stopped_words(${person}, ${at}) as is`)[0]!.is ?? false;

/** Where the last letter went that came back to the centre; sealed. */
export const findCameBack = async (sql: Db, person: string) =>
	(
		await sql<{ tryId: string; personId: string; address: Buffer }[]>`
			select l.try_id, l.person_id, l.address from notice_letter l join notice_try t on t.id = l.try_id
			where l.person_id = any(same_as(${person})) and t.said = 'failed' and l.address is not null order by t.said_at desc, t.id limit 1`
	)[0];

export type WaitingRow = {
	notice: string;
	/** Whoever it is for, under the row that stands today. */
	person: string;
	fact: string;
	says: Says;
	forAnother: boolean;
	locale: Locale;
	factAt: Date;
	until: Date | null;
};

/** Words of a centre that go by letter and are not printed, hamlet by hamlet. */
export const lettersWaiting = (sql: Db, centre: number, at: Date): Fragment => sql`
	select n.id as notice, p.id as person, n.fact, n.says, n.of_id <> n.person_id as for_another, coalesce(n.locale, h.locale, 'vi') as locale, n.fact_at, n.until
	from notice n join person o on o.id = n.person_id join person p on p.id = row_of(o.merged_into, o.id) left join notice_choice h on h.person_id = p.id
	where n.centre_id = ${centre} and n.state = 'asks' and n.why = 'letter' and why_not_told(p.id) is null and (n.until is null or n.until > ${at})
	order by p.hamlet nulls last, n.until nulls last, n.fact_at, n.id`;

/** How many of them there are. */
export const countLetters = (sql: Db, centre: number, at: Date): Fragment =>
	sql`select count(*) from (${lettersWaiting(sql, centre, at)}) w`;

/** The oldest of them, taken in hand by whoever prints: nobody else prints them meanwhile, and what somebody has in hand is left for the next batch. */
export const lockLetters = (sql: Db, centre: number, most: number) => sql<{ id: string; person: string }[]>`
	with oldest as (
		select id from notice where centre_id = ${centre} and state = 'asks' and why = 'letter' order by until nulls last, fact_at, id limit ${most}
	)
	select n.id, coalesce(o.merged_into, o.id) as person from notice n join person o on o.id = n.person_id
	where n.id in (select id from oldest) and n.state = 'asks' and n.why = 'letter' order by n.id for update of n skip locked`;

/** The number of a centre's next batch; whoever prints at the same time waits. */
export const nextBatch = async (sql: Db, centre: number): Promise<number> => {
	await sql`select pg_advisory_xact_lock(hashtext('notice_batch'), ${centre})`;
	return (
		await sql<{ next: number }[]>`
			select coalesce(max(number), 0) + 1 as next from notice_batch where centre_id = ${centre}`
	)[0]!.next;
};

type NewBatch = { id: string; centre: number; number: number; letters: number; by: string; at: Date };

export const insertBatch = (sql: Db, b: NewBatch) => sql`
	insert into notice_batch (id, centre_id, number, letters, made_by, made_at) values (${b.id}, ${b.centre}, ${b.number}, ${b.letters}, ${b.by}, ${b.at})`;

type NewLetter = { tryId: string; batch: string; centre: number; person: string; place: number; address: Buffer };

export const insertLetter = (sql: Db, l: NewLetter) => sql`
	insert into notice_letter (try_id, batch_id, centre_id, person_id, place, address) values (${l.tryId}, ${l.batch}, ${l.centre}, ${l.person}, ${l.place}, ${l.address})`;

export type BatchRow = {
	id: string;
	centreId: number;
	number: number;
	letters: number;
	by: string | null;
	at: Date;
	printed: number;
	posted: number;
	given: number;
	back: number;
};

/** Batches of a centre, the newest first, with how its letters stand. Of one that is older than what is kept, the number alone is left. */
export const batchesAt = (sql: Db, centre: number, which: string | null): Fragment => sql`
	select b.id, b.centre_id, b.number, b.letters, actor_name('staff', b.made_by::text) as by, b.made_at as at, c.printed, c.posted, c.given, c.back
	from notice_batch b cross join lateral (
		select count(*) filter (where t.said = 'handed')::int as printed, count(*) filter (where t.said = 'taken')::int as posted,
			count(*) filter (where t.said in ('arrived', 'read'))::int as given, count(*) filter (where t.said = 'failed')::int as back
		from notice_letter l join notice_try t on t.id = l.try_id where l.batch_id = b.id
	) c where b.centre_id = ${centre} and (${which}::uuid is null or b.id = ${which}) order by b.number desc`;

export const findBatch = async (sql: Db, centre: number, id: string): Promise<BatchRow | undefined> =>
	(await sql<BatchRow[]>`${batchesAt(sql, centre, id)}`)[0];

export type LetterRow = {
	id: string;
	person: string;
	keptUnder: string;
	place: number;
	locale: Locale;
	said: TrySaid;
	saidAt: Date | null;
	address: Buffer | null;
	words: Buffer | null;
	notice: string;
	/** It need not go any more, or may not: overtaken, read to them, or of somebody who may not be told it now. */
	over: boolean;
};

/** The letters of a batch in their order, sealed. */
export const listLetters = (sql: Db, batch: string, at: Date) => sql<LetterRow[]>`
	select t.id, coalesce(o.merged_into, o.id) as person, t.person_id as kept_under, l.place, t.locale, t.said, t.said_at, l.address, t.words, n.id as notice,
		n.state = 'over' or n.mark = 3 or m.may in ('barred', 'gone') or m.may <> 'yes' and not n.must as over
	from notice_letter l join notice_try t on t.id = l.try_id join notice n on n.id = t.notice_id join person o on o.id = t.person_id
		cross join lateral (select may_be_told(t.person_id, ${at}) as may) m
	where l.batch_id = ${batch} order by l.place`;
