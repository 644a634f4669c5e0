import type { Db } from '#platform/db.server.ts';
import type { CardReported } from './answers.ts';
import { isLedHere } from './sql-led.server.ts';

type Report = { id: string; centre: number; card: string; version: number; words: string | null; by: string; at: Date };

export const insertCardReport = (sql: Db, r: Report) => sql`
	insert into field_card_report (id, centre_id, card, version, words, by_id, at)
	values (${r.id}, ${r.centre}, ${r.card}, ${r.version}, ${r.words}, ${r.by}, ${r.at})`;

/** What nobody has looked at yet, of those whom somebody leads. */
const unseen = (sql: Db, centre: number) =>
	sql`centre_id = ${centre} and seen_at is null and ${isLedHere(sql, centre, sql`by_id`)}`;

/** The card that most have spoken of first. */
export const listCardReports = (sql: Db, centre: number) => sql<CardReported[]>`
	select card, version, count(*)::int as times, max(at) as at,
		array_agg(distinct actor_name('staff', by_id::text)) as who, array_remove(array_agg(words order by at), null) as words
	from field_card_report where ${unseen(sql, centre)} group by card, version order by count(*) desc, card`;

/** How many cards these are. */
export const countCardReports = (sql: Db, centre: number) => sql`
	select count(distinct (card, version)) from field_card_report where ${unseen(sql, centre)}`;

/** Answers whether there was anything to look at. */
export const noteCardSeen = async (
	sql: Db,
	s: { centre: number; card: string; version: number; by: string; at: Date }
): Promise<boolean> =>
	(
		await sql`
			update field_card_report set seen_by = ${s.by}, seen_at = ${s.at}
			where ${unseen(sql, s.centre)} and card = ${s.card} and version = ${s.version} returning id`
	).length > 0;
