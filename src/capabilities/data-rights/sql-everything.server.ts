import type { Db } from '#platform/db.server.ts';
import type { Row } from '#kernel/kept.ts';

/** Everything of one person; null where the asker may not have it. Staff name the request that they answer. */
export const findEverything = async (
	sql: Db,
	person: string,
	answering: string | null
): Promise<Record<string, Row[] | null> | null> =>
	(
		await sql<{ everything: string | null }[]>`select everything_about(${person}, ${answering})::text as everything`
	).flatMap(({ everything }) =>
		everything === null ? [] : [JSON.parse(everything) as Record<string, Row[] | null>]
	)[0] ?? null;

/** Whose take-out the actor has announced in the journal at most an hour ago, and about which request. */
export const findTakeOut = async (
	sql: Db,
	request: string,
	actor: string,
	since: Date
): Promise<{ personId: string; about: string | null } | undefined> =>
	(
		await sql<{ personId: string; about: string | null }[]>`
			select person_id, about from journal where request = ${request} and command = 'data-rights.take-out' and actor_id = ${actor} and at > ${since}`
	)[0];
