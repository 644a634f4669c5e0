import type { Db } from '#platform/db.server.ts';

type Said = { step: string; verdict: 'right' | 'later' };

export const listSteps = (sql: Db, centre: number) =>
	sql<Said[]>`select step, verdict from first_step where centre_id = ${centre}`;

export const writeStep = (sql: Db, s: Said & { centre: number; by: string | null; at: Date }) => sql`
	insert into first_step (centre_id, step, verdict, by_id, at) values (${s.centre}, ${s.step}, ${s.verdict}, ${s.by}, ${s.at})
	on conflict (centre_id, step) do update set verdict = excluded.verdict, by_id = excluded.by_id, at = excluded.at`;

export const dropStep = (sql: Db, centre: number, step: string) =>
	sql`delete from first_step where centre_id = ${centre} and step = ${step}`;
