import type { Db } from '#platform/db.server.ts';
import type { Greeting } from './greetings.server.ts';

export const putGreeting = (sql: Db, g: Greeting) => sql`
	insert into field_greeting (id, centre_id, words, from_day, until_day) values (${g.id}, ${g.centre}, ${g.words}, ${g.from}::date, ${g.until}::date)
	on conflict (id) do update set words = excluded.words, from_day = excluded.from_day, until_day = excluded.until_day`;

export const dropGreeting = (sql: Db, id: string) => sql`delete from field_greeting where id = ${id}`;

/** What is said at a centre's doors on a day or after it. */
export const listGreetings = (sql: Db, centre: number, day: string) => sql<
	{ id: string; words: string; from: string; until: string }[]
>`
	select id, words, from_day::text as from, until_day::text as until from field_greeting
	where centre_id = ${centre} and until_day >= ${day}::date order by from_day, id`;
