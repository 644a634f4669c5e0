import type { Db } from '#platform/db.server.ts';

/** What is not needed to finish a file goes; name, birth and number stay until it is finished. */
export const erasePeoplePartly = (sql: Db, ids: readonly string[], at: Date) => sql`
	update person set hamlet = null, hamlet_id = null, kin = '', phone_sealed = null, phone_hash = null, needs = '{}', changed_at = ${at}
	where id = any(${sql.array([...ids])}::uuid[]) and erased_at is null`;

export const deleteWhy = (sql: Db, ids: readonly string[]) => sql`
	delete from vulnerability where person_id = any(${sql.array([...ids])}::uuid[])`;

/** That something was put right stays; what stood there before does not. */
export const emptyChanges = (sql: Db, ids: readonly string[]) => sql`
	update person_change set before_sealed = ''::bytea where person_id = any(${sql.array([...ids])}::uuid[])`;

/** What an import had kept of somebody, to take it back. */
export const emptyImportRows = (sql: Db, ids: readonly string[]) => sql`
	update import_row set sealed = null, staged = null, before = null, name_key = null, number_hash = null
	where person_id = any(${sql.array([...ids])}::uuid[])`;

/** How both rows of a merge stood before it. */
export const emptyMerges = (sql: Db, ids: readonly string[]) => sql`
	update person_merge set before_kept = '{}', before_gone = '{}'
	where kept_id = any(${sql.array([...ids])}::uuid[]) or gone_id = any(${sql.array([...ids])}::uuid[])`;

/** What an import had kept to be taken back, once it was applied long enough ago. */
export const emptyOldImports = (sql: Db, before: Date) => sql`
	update import_row r set sealed = null, staged = null, before = null
	from sheet_import i where i.id = r.import_id and i.state = 'applied' and i.applied_at < ${before}
		and (r.sealed is not null or r.staged is not null or r.before is not null)`;
