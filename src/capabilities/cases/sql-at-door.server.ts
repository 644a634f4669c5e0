import type { Db } from '#platform/db.server.ts';
import type { DoorCase, NotYet } from './answers-at-door.ts';

type NewDoorCase = {
	case: string;
	session: string;
	phone: string;
	saidAt: Date;
	signed: Buffer | null;
	notYet: NotYet;
	photos: number;
};
export const insertDoorCase = (sql: Db, c: NewDoorCase) => sql`
	insert into door_case (case_id, session_id, phone_id, said_at, signed_hash, not_yet, photos)
	values (${c.case}, ${c.session}, ${c.phone}, ${c.saidAt}, ${c.signed}, ${c.notYet}, ${c.photos})`;

export const findDoorCase = async (sql: Db, id: string): Promise<DoorCase | undefined> =>
	(
		await sql<
			DoorCase[]
		>`select said_at, not_yet, photos, encode(signed_hash, 'hex') as signed from door_case where case_id = ${id}`
	)[0];

/** Why what was signed is no yes yet; null: it is one. */
export const updateNotYet = (sql: Db, id: string, notYet: NotYet | null) =>
	sql`update door_case set not_yet = ${notYet} where case_id = ${id}`;

type Part = { photo: string; case: string; part: number; parts: number; sealed: Buffer; at: Date };
/** One part of a photo; a part that lies here already stays. */
export const insertPart = (sql: Db, p: Part) => sql`
	insert into case_photo_part (photo_id, case_id, part, parts, sealed, at)
	values (${p.photo}, ${p.case}, ${p.part}, ${p.parts}, ${p.sealed}, ${p.at})
	on conflict (photo_id, part) do nothing`;

export const listParts = (sql: Db, { case: file, photo }: Pick<Part, 'case' | 'photo'>) => sql<
	Pick<Part, 'part' | 'sealed'>[]
>`
	select part, sealed from case_photo_part where case_id = ${file} and photo_id = ${photo} order by part`;

export const dropParts = (sql: Db, photo: string) => sql`delete from case_photo_part where photo_id = ${photo}`;

/** Parts whose others never came. */
export const clearParts = (sql: Db, before: Date) => sql`delete from case_photo_part where at < ${before}`;

/** Whether whoever submits a file has been compared with their card. */
export const isCompared = async (sql: Db, id: string): Promise<boolean> =>
	(await sql<{ is: boolean }[]>`select submitter_compared(${id}) as is`)[0]!.is;
