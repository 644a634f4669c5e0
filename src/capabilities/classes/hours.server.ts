import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import type { RunShown } from './answers.ts';
import { isElsewhere } from './rules-hours.ts';
import { holdLearners, listHours } from './sql-hours.server.ts';

/** Refuses a class of which a lesson is held while they sit in another (`class-same-hour`). They are held, so that two classes are not taken at once. */
export async function isFree({ db, now }: Context, run: RunShown, person: string): Promise<void> {
	await holdLearners(db, [person]);
	if (isElsewhere(run, await listHours(db, [person], now), now)) throw new Refusal('class-same-hour');
}

/** Of some classes those to which somebody can come: no lesson of them is held while they sit in another. */
export async function comesTo<T extends RunShown>(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	person: string,
	runs: readonly T[]
): Promise<T[]> {
	const hours = await listHours(db, [person], now);
	return runs.filter((run) => !isElsewhere(run, hours, now));
}
