import type { Db } from '#platform/db.server.ts';
import type { Carried } from './port.ts';

/** So many receipts more of nothing of ours came by a way on this day. */
export const addStrange = (sql: Db, s: { channel: Carried; day: string; receipts: number; at: Date }) => sql`
	insert into notice_strange (channel, day, receipts, last_at) values (${s.channel}, ${s.day}, ${s.receipts}, ${s.at})
	on conflict (channel, day) do update set receipts = notice_strange.receipts + excluded.receipts, last_at = excluded.last_at`;

export const listStrange = (sql: Db, since: string, until: string) => sql<
	{ channel: Carried; receipts: number; lastAt: Date }[]
>`
	select channel, sum(receipts)::int as receipts, max(last_at) as last_at from notice_strange where day between ${since} and ${until} group by channel order by channel`;
