import type { Pool, TransactionSql } from './db.server.ts';

export const begin = (sql: Pool) => sql`begin`.simple();
export const commit = (sql: Pool) => sql`commit`.simple();
export const rollback = (sql: Pool) => sql`rollback`.simple();

export const savepoint = (sql: TransactionSql, name: string) => sql`savepoint ${sql(name)}`;
export const rollbackTo = (sql: TransactionSql, name: string) => sql`rollback to ${sql(name)}`;
