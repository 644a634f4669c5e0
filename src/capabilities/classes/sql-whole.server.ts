import type { Db, Fragment } from '#platform/db.server.ts';

/** One id for all rows that the register has of somebody, as `whole`: of a table that names them by `person_id`. */
export const wholeOf = (sql: Db, table: 'g' | 'm' | 's'): Fragment =>
	sql`(select min(i::text) from unnest(same_as(${sql(table)}.person_id)) i) as whole`;
