import type { Db } from '#platform/db.server.ts';
import type { Row } from './rules-everything.ts';

/** Everything of one person; null where the asker may not have it. */
export const findEverything = async (sql: Db, person: string): Promise<Record<string, Row[] | null> | null> =>
	(await sql<{ everything: string | null }[]>`select everything_about(${person})::text as everything`).flatMap(
		({ everything }) => (everything === null ? [] : [JSON.parse(everything) as Record<string, Row[] | null>])
	)[0] ?? null;

/** The person of a take-out that the actor has announced in the journal, at most an hour ago. */
export const findTakeOut = async (sql: Db, request: string, actor: string, since: Date): Promise<string | null> =>
	(
		await sql<{ personId: string }[]>`
			select person_id from journal where request = ${request} and command = 'privacy.take-out' and actor_id = ${actor} and at > ${since}`
	)[0]?.personId ?? null;
