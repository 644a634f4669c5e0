import type { Db } from '#platform/db.server.ts';

/** `changed`: name, birth or number are not those beside which a card was last held. */
type Registered = {
	id: string;
	name: string | null;
	birthDate: string | null;
	birthYear: number | null;
	changed: boolean;
};

export const findPersonIdByNumber = async (sql: Db, hashes: Buffer[]): Promise<Registered | undefined> =>
	(
		await sql<
			Registered[]
		>`select id, name, birth_date, birth_year, identity_changed_at is not null and (matched_at is null or matched_at < identity_changed_at) as changed from person where number_hash = any(${sql.array(hashes, 17)}::bytea[]) and erased_at is null`
	)[0];
