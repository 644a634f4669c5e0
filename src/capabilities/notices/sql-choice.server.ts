import type { Db } from '#platform/db.server.ts';
import type { Choosable } from './answers.ts';

export type ChoiceRow = {
	personId: string;
	locale: 'vi' | 'en' | 'hi';
	channel: Choosable;
	emailSealed: Buffer | null;
	fromHour: number;
	toHour: number;
	noonRest: boolean;
	withId: string | null;
	changedAt: Date;
};

/**
 * How somebody wants to be told; of two rows that were joined, what was said last. Whom they named is told with them as long as they let
 * them follow their files.
 */
export const findChoice = async (sql: Db, person: string, day: string): Promise<ChoiceRow | undefined> =>
	(
		await sql<ChoiceRow[]>`
			select c.person_id, c.locale, c.channel, c.email_sealed, c.from_hour, c.to_hour, c.noon_rest, c.changed_at, case when exists (
				select from mandate d where d.principal_id = any(same_as(c.person_id)) and d.agent_id = any(same_as(c.with_id)) and d.revoked_at is null
					and d.valid_from <= ${day} and (d.valid_to is null or d.valid_to >= ${day})
			) then c.with_id end as with_id
			from notice_choice c where c.person_id = any(same_as(${person})) order by c.changed_at desc limit 1`
	)[0];

/** Whom somebody lets follow their files: one of them may be told with them. */
export const listToldWith = (sql: Db, person: string, day: string) => sql<{ id: string; name: string | null }[]>`
	select distinct p.id, p.name from mandate d join person p on p.id = d.agent_id
	where d.principal_id = any(same_as(${person})) and d.revoked_at is null and d.valid_from <= ${day} and (d.valid_to is null or d.valid_to >= ${day})
	order by p.name, p.id`;

export const putChoice = (sql: Db, c: Omit<ChoiceRow, 'changedAt'> & { commune: number; by: string; at: Date }) => sql`
	insert into notice_choice (person_id, commune_id, locale, channel, email_sealed, from_hour, to_hour, noon_rest, with_id, changed_by, changed_at)
	values (${c.personId}, ${c.commune}, ${c.locale}, ${c.channel}, ${c.emailSealed}, ${c.fromHour}, ${c.toHour}, ${c.noonRest}, ${c.withId}, ${c.by}, ${c.at})
	on conflict (person_id) do update set locale = excluded.locale, channel = excluded.channel, email_sealed = excluded.email_sealed, from_hour = excluded.from_hour,
		to_hour = excluded.to_hour, noon_rest = excluded.noon_rest, with_id = excluded.with_id, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;

/** Nothing of what they were told or chose stays, at whichever centre. */
export const forgetNotices = (sql: Db, person: string) => sql`select forget_notices(${person})`;
