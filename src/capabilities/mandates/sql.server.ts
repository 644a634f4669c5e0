import type { Db } from '#platform/db.server.ts';
import type { MandateOf } from './answers.ts';

export type NewMandate = {
	id: string;
	principal: string;
	agent: string;
	kind: string;
	scope: string;
	from: string;
	to: string | null;
	evidence: string;
	by: string | null;
	centre: number;
	at: Date;
	/** Which words were read aloud: since the second a place in a class is asked for too, since the third the support team. */
	wordsRead: 1 | 2 | 3;
};

export const insertMandate = (sql: Db, m: NewMandate) => sql`
	insert into mandate (id, principal_id, agent_id, kind, scope, valid_from, valid_to, evidence, made_by, centre_id, made_at, words_read)
	values (${m.id}, ${m.principal}, ${m.agent}, ${m.kind}, ${m.scope}, ${m.from}::date, ${m.to}::date, ${m.evidence}, ${m.by}, ${m.centre}, ${m.at}, ${m.wordsRead})`;

/** What stands on a day, with the other's name: what row-level security shows of them, or the name alone. */
export const listMandatesOf = (sql: Db, person: string, day: string) => sql<MandateOf[]>`
	select m.id, case when m.principal_id = any(s.ids) then 'given' else 'held' end as direction,
		m.kind, m.evidence, o.id as other_id, coalesce(p.name, name_in_mandate(o.id)) as other_name, m.valid_from as since, m.valid_to as until,
		m.scope = 'everything' or m.words_read >= 2 as enrols, m.scope = 'everything' or m.words_read >= 3 as asks
	from (select same_as(${person}) as ids) s join mandate m on m.principal_id = any(s.ids) or m.agent_id = any(s.ids)
	cross join lateral (select case when m.principal_id = any(s.ids) then m.agent_id else m.principal_id end as id) o
	left join person p on p.id = o.id
	where m.revoked_at is null and ${day}::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
	order by m.made_at desc`;

export const lockMandate = async (
	sql: Db,
	id: string
): Promise<{ id: string; principalId: string; agentId: string; kind: string; revokedAt: Date | null } | undefined> =>
	(
		await sql<{ id: string; principalId: string; agentId: string; kind: string; revokedAt: Date | null }[]>`
			select id, principal_id, agent_id, kind, revoked_at from mandate where id = ${id} for update`
	)[0];

export const revokeMandateRow = (sql: Db, id: string, by: string, at: Date) =>
	sql`update mandate set revoked_at = ${at}, revoked_by = ${by} where id = ${id} and revoked_at is null`;

/** Ends what somebody asked others to do; answers how many. */
export const revokeGivenBy = async (sql: Db, person: string, at: Date): Promise<number> =>
	(
		await sql`
			update mandate set revoked_at = ${at}, revoked_by = 'message' where principal_id = any(same_as(${person})) and kind = 'mandate' and revoked_at is null`
	).count;

/** The people who have a telephone, each once. */
export const listHoldersOfPhone = async (sql: Db, hashes: Buffer[]): Promise<string[]> =>
	(await sql<{ id: string }[]>`select id from holders_of_phone(${sql.array(hashes, 17)}::bytea[]) id`).map(
		({ id }) => id
	);

export const findCare = async (sql: Db, person: string): Promise<boolean> =>
	(await sql<{ cares: boolean }[]>`select cares_for(${person}) as cares`)[0]!.cares;

/** Nobody stands for, or is stood for by, somebody who is gone. */
export const endMandatesOf = (sql: Db, ids: readonly string[], at: Date) => sql`
	update mandate set revoked_at = ${at}, revoked_by = 'erasure'
	where revoked_at is null and (principal_id = any(${sql.array([...ids])}::uuid[]) or agent_id = any(${sql.array([...ids])}::uuid[]))`;
