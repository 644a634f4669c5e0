import type { Db, Fragment } from '#platform/db.server.ts';
import { countOf } from '#platform/sql-page.server.ts';
import type { Look, CurrentText } from './answers.ts';

export type NewConsent = {
	id: string;
	person: string;
	centre: number;
	purpose: string;
	version: number;
	answer: string;
	readAloud: boolean;
	session: string | null;
	at: Date;
	/** By which the answer that stands is found. */
	countsAt: Date;
};

export const insertConsent = (sql: Db, c: NewConsent) => sql`
	insert into consent (id, person_id, centre_id, purpose, text_version, answer, read_aloud, session_id, at, counts_at)
	values (${c.id}, ${c.person}, ${c.centre}, ${c.purpose}, ${c.version}, ${c.answer}, ${c.readAloud}, ${c.session}, ${c.at}, ${c.countsAt})`;

/** Deletes one's own yes of a sitting at a door, written after a moment; answers whose it was, null where there is none. */
export const unsayRow = async (sql: Db, consent: string, since: Date, at: Date): Promise<string | null> =>
	(await sql<{ person: string | null }[]>`select unsay_consent(${consent}, ${since}, ${at}) as person`)[0]!.person;

/** The answer to each purpose that counts last, under whichever of their ids it was given. */
export const listConsents = (sql: Db, person: string) => sql<
	{ id: string; purpose: string; answer: string; version: number; at: Date; countsAt: Date; centreId: number }[]
>`
	select distinct on (purpose) id, purpose, answer, text_version as version, at, counts_at, centre_id from consent
	where person_id = any(same_as(${person})) order by purpose, counts_at desc, id desc`;

/** The words of a moment, one version for each purpose. */
export const listTexts = (sql: Db, at: Date) => sql<CurrentText[]>`
	select distinct on (purpose) purpose, version, words from consent_text where from_at <= ${at} order by purpose, version desc`;

export const insertText = (sql: Db, text: CurrentText & { at: Date }) => sql`
	insert into consent_text (purpose, version, words, from_at) values (${text.purpose}, ${text.version}, ${text.words}, ${text.at})`;

/**
 * Looks at a person: the same somebody for the same reason on the same day is one, at the time of the last. Every page of a
 * session is a look, and thirty equal lines would hide the one that matters.
 */
const looksAt = (sql: Db, person: string) => sql`
	select max(at) as at, max(id) as id, actor_kind, actor_id, what, purpose from looks_at(${person})
	group by (at at time zone 'Asia/Ho_Chi_Minh')::date, actor_kind, actor_id, what, purpose`;

/** Those before one of them; all, where that is null. */
const looksBefore = (sql: Db, person: string, after: string | null): Fragment => sql`
	select * from (${looksAt(sql, person)}) every where ${after === null ? sql`true` : sql`id < ${after}::bigint`}`;

export const countLooks = (sql: Db, person: string, after: string | null = null): Promise<number> =>
	countOf(sql, looksBefore(sql, person, after));

/** One page of them, newest first; where somebody looked who stands for them, by what and since when. */
export const listLooks = (
	sql: Db,
	person: string,
	{ rows, from, after }: { rows: number; from: number; after: string | null }
) => sql<(Look & { id: string })[]>`
	select l.id::text as id, l.at, l.actor_kind, coalesce(actor_name(l.actor_kind, l.actor_id), case when l.actor_kind = 'resident' then name_in_mandate(l.actor_id::uuid) end) as actor_name,
		l.what, l.purpose, m.evidence as stands_by, m.valid_from as stands_since
	from (${looksBefore(sql, person, after)} order by id desc limit ${rows} offset ${from}) l left join lateral (
		select evidence, valid_from from mandate
		where l.actor_kind = 'resident' and agent_id::text = l.actor_id and principal_id = any(same_as(${person})) and made_at <= l.at order by made_at desc limit 1
	) m on true
	order by l.id desc`;

/** Whether somebody handles an open file of this person. */
export const hasCaseOf = async (sql: Db, person: string, staff: string): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (select from case_file where receiver_id::text = ${staff} and owner_id = any(same_as(${person})) and stage not in ('draft', 'void') and handed_over_at is null) as found`
	)[0]!.found;

/** Whether somebody of the staff has an open need of this person. */
export const ownsNeedOf = async (sql: Db, person: string, staff: string): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (
				select from need n where n.owner_id::text = ${staff} and n.person_id = any(same_as(${person})) and n.outcome is null
					and not exists (select from journal j where j.about = n.id and j.command = 'assistance.record-need' and j.actor_id = ${staff})
			) as found`
	)[0]!.found;
