import type { Db } from '#platform/db.server.ts';

export type PictureRow = { sha256: string; byName: string | null; at: Date };
type NewPicture = { incident: string; centre: number; sha256: string; bytes: Buffer; by: string; at: Date };

/** The same picture twice is one. */
export const insertPicture = (sql: Db, p: NewPicture) => sql`
	insert into incident_picture (incident_id, centre_id, sha256, bytes, by_staff, at)
	values (${p.incident}, ${p.centre}, ${p.sha256}, ${p.bytes}, ${p.by}, ${p.at}) on conflict (incident_id, sha256) do nothing`;

/** A few, by a rule of the room. */
export const listPictures = (sql: Db, incident: string) => sql<PictureRow[]>`
	select sha256, actor_name('staff', by_staff::text) as by_name, at from incident_picture where incident_id = ${incident} order by at, sha256`;

export const findPicture = async (
	sql: Db,
	{ centre, incident, sha256 }: Pick<NewPicture, 'centre' | 'incident' | 'sha256'>
): Promise<Buffer | undefined> =>
	(
		await sql<{ bytes: Buffer }[]>`
			select bytes from incident_picture where incident_id = ${incident} and centre_id = ${centre} and sha256 = ${sha256}`
	)[0]?.bytes;
