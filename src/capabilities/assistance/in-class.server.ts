import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Topic } from './topics.ts';
import { insertInClass } from './sql.server.ts';

type Lesson = { of: string; people: readonly string[]; topic: Topic; centre: number; minutes: number; at: Date };

/** Whoever was in a lesson was helped in a class, once, and guided: what each can do alone is seen elsewhere. Inside the caller's transaction. */
export const metInClass = async (
	{ db, actor }: Context,
	{ of, people, topic, centre, minutes, at }: Lesson
): Promise<void> => {
	const rows = people.map((person) => ({ id: requestFor('assistance.in-class', 0, `${of} ${person}`), person }));
	await insertInClass(db, rows, { topic, centre, minutes, at, day: dayOf(at), helper: actor.id });
};
