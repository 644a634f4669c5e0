import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { carriedRights } from './carries.server.ts';
import { phoneActor } from './door.server.ts';
import { today, type TodayDoor } from './rules-today.ts';
import { listNameless } from './sql-rows.server.ts';
import { takenOf } from './taken.server.ts';

/** A list on paper in the place of a phone: who goes with it, and in which area the door lies. */
export type Paper = { list: string; walker: string; area: string };

/**
 * What was written on paper is said by whoever wrote it there, as a phone would say it: held to the area, under the same rules. `said`
 * is when. Afterwards whoever keyed it is themselves again.
 */
export const onPaper = <T>(
	context: Context,
	{ list, walker, area }: Paper,
	said: Date,
	work: (context: Context) => Promise<T>
): Promise<T> =>
	transaction(context.db, async (db) => {
		const whose = { id: list, staffId: walker, centreId: centreOf(context.actor) };
		const actor = phoneActor(carriedRights, whose, [area]);
		await setScope(db, actor, context.request);
		const answer = await work({ ...context, db, actor, said });
		await setScope(db, context.actor, context.request);
		return answer;
	});

/** Of these people, who wants no name where a phone goes. */
export const namelessAt = (context: Context, paper: Paper, people: readonly string[]): Promise<string[]> =>
	onPaper(context, paper, context.now, ({ db }) => listNameless(db, people));

/** Doors of one area as a phone of whoever goes there would show them on a day, in its order: without the names of whoever wants none there. */
export const doorsOnPaper = (
	context: Context,
	paper: Paper,
	households: readonly string[],
	day: string
): Promise<TodayDoor[]> =>
	onPaper(context, paper, context.now, async ({ db }) => {
		const doors = [...(await takenOf(db, households)).values()];
		return today(
			doors.map((door) => ({ ...door, area: paper.area })),
			day,
			new Map()
		);
	});
