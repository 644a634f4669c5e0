import { dayOf } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Topic } from './topics.ts';
import { dropInClass, insertInClass } from './sql.server.ts';

type Lesson = {
	/** Names the lesson, so that nobody is written down twice for it. */
	of: string;
	there: readonly string[];
	away: readonly string[];
	topic: Topic;
	centre: number;
	minutes: number;
	at: Date;
	/** Who stood before it. */
	helper: string;
};

const idOf = (of: string, person: string): string => requestFor('assistance.in-class', 0, `${of} ${person}`);

/**
 * Whoever was in a lesson was helped in a class, once, and guided: what each can do alone is seen elsewhere. Said again after the roll was put
 * right, who was away after all was not helped in it. In the caller’s transaction.
 */
export async function metInClass(db: Db, lesson: Lesson): Promise<void> {
	const { of, there, away, topic, centre, minutes, at, helper } = lesson;
	const rows = there.map((person) => ({ id: idOf(of, person), person }));
	await insertInClass(db, rows, { topic, centre, minutes, at, day: dayOf(at), helper });
	await dropInClass(
		db,
		away.map((person) => idOf(of, person))
	);
}
