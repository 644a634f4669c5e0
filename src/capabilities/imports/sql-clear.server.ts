import type { Db } from '#platform/db.server.ts';

/** What an import had kept of somebody, to take it back. */
export const emptyRowsOf = (sql: Db, person: string) => sql`
	update import_row set sealed = null, staged = null, above = null, place = null, before = null, name_key = null, number_hash = null
	where person_id = any(same_as(${person}))`;

/** What an import had kept to be taken back, once it was applied long enough ago. */
export const emptyOldImports = (sql: Db, before: Date) => sql`
	update import_row r set sealed = null, staged = null, above = null, place = null, before = null
	from sheet_import i where i.id = r.import_id and i.state = 'applied' and i.applied_at < ${before}
		and (r.sealed is not null or r.staged is not null or r.before is not null)`;

/** Sheets that nobody has gone on with: left as if somebody had left them. Answers their ids, so that their keys go too. */
export const dropOldSheets = async (sql: Db, before: Date): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			update sheet_import set state = 'dropped' where state in ('broken', 'mapping', 'checked') and made_at < ${before} returning id`
	).map(({ id }) => id);

export const emptySheets = (sql: Db, ids: readonly string[]) => sql`
	update import_row set sealed = null, staged = null, above = null, place = null, before = null, name_key = null, number_hash = null where import_id = any(${sql.array([...ids])}::uuid[])`;
