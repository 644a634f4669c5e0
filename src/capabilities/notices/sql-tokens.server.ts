import type { Db } from '#platform/db.server.ts';

type TokenRow = { sealed: Buffer; begun: Buffer };

export const findToken = async (sql: Db, carrier: string): Promise<TokenRow | undefined> =>
	(await sql<TokenRow[]>`select sealed, begun from carrier_token where carrier = ${carrier}`)[0];

export const putToken = (sql: Db, t: TokenRow & { carrier: string; at: Date }) => sql`
	insert into carrier_token (carrier, sealed, begun, kept_at) values (${t.carrier}, ${t.sealed}, ${t.begun}, ${t.at})
	on conflict (carrier) do update set sealed = excluded.sealed, begun = excluded.begun, kept_at = excluded.kept_at`;
