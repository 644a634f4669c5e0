import type { Db, Fragment } from '#platform/db.server.ts';
import { ticket } from './sql.server.ts';

/** The tickets of a business; or those that somebody asked for a person. What is open first, the latest first. */
export const ticketsFor = (
	sql: Db,
	{ kind, id }: { kind: 'business' | 'person'; id: string },
	asker: string
): Fragment => sql`
	${ticket(sql)} where ${kind === 'business' ? sql`t.business_id = ${id}` : sql`t.asked_by = any(same_as(${asker})) and t.person_id = any(same_as(${id}))`}
		and t.merged_into is null order by t.state = 'over', t.made_at desc, t.id`;

/** Who reads what is answered on a ticket of a business on a day (`yyyy-mm-dd`): each who stands for it, once. */
export const listReaders = async (sql: Db, business: string, day: string): Promise<string[]> =>
	(
		await sql<{ agentId: string }[]>`
			select distinct r.agent_id from representation r join business b on b.id = r.business_id
			where r.business_id = ${business} and r.ended_at is null and ${day}::date between r.valid_from and coalesce(r.valid_to, 'infinity'::date)
				and (b.ended_on is null or ${day}::date < b.ended_on)`
	).map(({ agentId }) => agentId);

/** For which business a ticket is, and by whom it was asked for somebody else. */
export const findFor = async (sql: Db, ticket: string): Promise<{ business: string | null; asked: string | null }> =>
	(
		await sql<{ business: string | null; asked: string | null }[]>`
			select business_id as business, asked_by as asked from support_ticket where id = ${ticket}`
	)[0] ?? { business: null, asked: null };

/** Whether somebody may still ask for another on a day (`yyyy-mm-dd`), by what was read aloud when they were let. */
export const asksStill = async (sql: Db, person: string, asker: string, day: string): Promise<boolean> =>
	(
		await sql`
			select from mandate m where m.principal_id = any(same_as(${person})) and m.agent_id = any(same_as(${asker})) and m.revoked_at is null
				and (m.scope = 'everything' or m.words_read >= 3) and ${day}::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date) limit 1`
	).length > 0;
