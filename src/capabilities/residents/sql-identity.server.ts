import type { Db } from '#platform/db.server.ts';

export type IdentityRow = {
	id: string;
	personId: string;
	fields: string[];
	source: 'card' | 'paper' | 'said';
	beforeSealed: Buffer;
	toSealed: Buffer;
	askedBy: string;
	askedByName: string | null;
	askedAt: Date;
	agreed: boolean | null;
	decidedAt: Date | null;
	decidedByName: string | null;
	toldAt: Date | null;
};

const columns = (sql: Db) => sql`
	id, person_id, fields, source, before_sealed, to_sealed, asked_by, actor_name('staff', asked_by::text) as asked_by_name, asked_at, agreed,
	decided_at, actor_name('staff', decided_by::text) as decided_by_name, told_at`;

export const insertIdentityChange = (
	sql: Db,
	c: {
		id: string;
		person: string;
		commune: number;
		fields: readonly string[];
		source: string;
		before: Buffer;
		to: Buffer;
		by: string;
		at: Date;
		agreedAt: Date | null;
	}
) => sql`
	insert into identity_change (id, person_id, commune_id, fields, source, before_sealed, to_sealed, asked_by, asked_at, decided_at, agreed)
	values (${c.id}, ${c.person}, ${c.commune}, ${sql.array([...c.fields])}::text[], ${c.source}, ${c.before}, ${c.to}, ${c.by}, ${c.at}, ${c.agreedAt}, ${c.agreedAt && true})`;

/** Whoever asked for something about this person that nobody has decided yet. */
export const isAsked = async (sql: Db, person: string): Promise<boolean> =>
	(await sql`select from identity_change where person_id = any(same_as(${person})) and decided_at is null limit 1`)
		.count > 0;

export const lockIdentityChange = async (sql: Db, id: string): Promise<IdentityRow | undefined> =>
	(await sql<IdentityRow[]>`select ${columns(sql)} from identity_change where id = ${id} for update`)[0];

/** What waits for a second person, and whom nobody has told yet. */
export const listIdentityChanges = (sql: Db, commune: number) => sql<IdentityRow[]>`
	select ${columns(sql)} from identity_change
	where commune_id = ${commune} and (decided_at is null or agreed and told_at is null) order by asked_at`;

export const countIdentityChanges = (sql: Db, centre: number) => sql`
	select count(*) from identity_change i join place p on p.id = ${centre} and p.parent_id = i.commune_id
	where i.decided_at is null or i.agreed and i.told_at is null`;

export const listIdentityChangesOf = (sql: Db, person: string) => sql<IdentityRow[]>`
	select ${columns(sql)} from identity_change where person_id = any(same_as(${person})) and agreed order by decided_at desc`;

export const decideIdentityChange = (sql: Db, id: string, agreed: boolean, by: string, at: Date) =>
	sql`update identity_change set agreed = ${agreed}, decided_by = ${by}, decided_at = ${at} where id = ${id}`;

export const noteTold = (sql: Db, id: string, by: string, at: Date) =>
	sql`update identity_change set told_by = ${by}, told_at = ${at} where id = ${id}`;

/** A card said the same as the row, as it stands now. */
export const markMatched = (sql: Db, person: string, at: Date) =>
	sql`update person set matched_at = greatest(${at}::timestamptz, identity_changed_at) where id = ${person}`;

/** Who last changed name, birth or number since a card was held beside the row, however they did it; null when nobody has. */
export const findChanger = async (sql: Db, person: string): Promise<string | null> =>
	(
		await sql<{ by: string | null }[]>`
			select identity_changed_by as by from person
			where id = ${person} and identity_changed_at is not null and (matched_at is null or matched_at < identity_changed_at)`
	)[0]?.by ?? null;

/** The change is that of whoever asked for it, not of the second person who agreed. */
export const noteChanger = (sql: Db, person: string, by: string) =>
	sql`update person set identity_changed_by = ${by} where id = ${person}`;

/** Telephones under which somebody was reached before the changes of the last days, sealed: the first says where to tell them. */
export const listBefore = (sql: Db, person: string, since: Date) => sql<{ before: Buffer }[]>`
	select before_sealed as before from person_change
	where person_id = any(same_as(${person})) and at >= ${since} and length(before_sealed) > 0 order by at`;

export const emptyIdentityChanges = (sql: Db, ids: readonly string[]) => sql`
	update identity_change set before_sealed = ''::bytea, to_sealed = ''::bytea where person_id = any(${sql.array([...ids])}::uuid[])`;
