import type { Db } from '#platform/db.server.ts';
import { listInForce, type TextKey } from './sql-text.server.ts';

/** What leaders of some centres wrote in place of a room's own words, as it is in force: asked for many words at once. */
export async function writtenAt(db: Db, centres: readonly number[]): Promise<(key: TextKey) => string | null> {
	const named = ({ centre, fact, forAnother, locale }: TextKey): string => `${centre} ${fact} ${forAnother} ${locale}`;
	const rows = centres.length > 0 ? await listInForce(db, [...new Set(centres)]) : [];
	const found = new Map(rows.map((row) => [named(row), row.words]));
	return (key) => found.get(named(key)) ?? null;
}
