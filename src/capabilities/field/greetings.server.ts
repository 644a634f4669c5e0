import type { Db } from '#platform/db.server.ts';
import { dropGreeting, putGreeting } from './sql-greetings.server.ts';

/** Words that are said first at each door of a centre, from a day to a day (`yyyy-mm-dd`). `id` is of what they are said for. */
export type Greeting = { id: string; centre: number; words: string; from: string; until: string };

/** For other rooms, in the transaction of their own command: phones say it from now on, and in place of what they said before for the same. */
export const greetWith = async (db: Db, greeting: Greeting): Promise<void> => void (await putGreeting(db, greeting));

/** The same: it is said no more. */
export const greetNoMore = async (db: Db, id: string): Promise<void> => void (await dropGreeting(db, id));
