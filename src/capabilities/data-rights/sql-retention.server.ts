import type { LastRun } from './answers.ts';
import type { Db } from '#platform/db.server.ts';

export const insertRun = (sql: Db, run: { id: string; rule: string; days: number; cleared: number; at: Date }) => sql`
	insert into retention_run (id, rule, days, cleared, at) values (${run.id}, ${run.rule}, ${run.days}, ${run.cleared}, ${run.at})`;

export const listLastRuns = (sql: Db) => sql<LastRun[]>`
	select distinct on (rule) rule, days, cleared, at from retention_run order by rule, at desc`;
