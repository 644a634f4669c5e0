import type { Db } from '#platform/db.server.ts';

/** Cases that can be found by the code on their slip, in order of their ids. */
export const listSlips = (sql: Db, after: string, atMost: number) => sql<{ id: string }[]>`
	select id from case_file where slip_hash is not null and id > ${after} order by id limit ${atMost}`;

export const updateSlipHash = (sql: Db, id: string, hash: Buffer) =>
	sql`update case_file set slip_hash = ${hash} where id = ${id}`;
