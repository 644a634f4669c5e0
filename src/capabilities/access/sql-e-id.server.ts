import type { Db } from '#platform/db.server.ts';

export const findPersonIdByNumber = async (
	sql: Db,
	hashes: Buffer[]
): Promise<{ id: string; name: string | null } | undefined> =>
	(
		await sql<
			{ id: string; name: string | null }[]
		>`select id, name from person where number_hash = any(${sql.array(hashes, 17)}::bytea[]) and erased_at is null`
	)[0];
