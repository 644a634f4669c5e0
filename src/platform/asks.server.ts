import { homeOf, type Actor } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Context } from './context.server.ts';
import type { Db, Fragment } from './db.server.ts';
import { may } from './dispatch.server.ts';
import { readIn } from './scope.server.ts';
import { countPlannedOnce } from './sql.server.ts';

/** No place has this id. */
const NOWHERE = 0;

type AskedAt = { centre: number; day: string; now: Date };

/** Work that waits for whoever holds a right, as a number beside a page's name. `opens` is the door behind which it waits; `count` a select of one number. */
export type Ask = {
	opens: { called: string };
	/** It is of whoever looks and of no place: also who has none is told. Of everything else nothing is said to them. */
	anywhere?: true;
	count: (sql: Db, at: AskedAt) => Fragment;
};

const isAsked = (actor: Actor, ask: Ask): boolean => may(actor, ask.opens);

/**
 * How much waits of each kind: one statement for all of them, because every staff page asks. What this person may not
 * open is not counted. It shows nobody and no row, so it is no door of its own.
 */
export async function waitingOf(context: Context, asks: readonly Ask[]): Promise<Map<Ask, number>> {
	const { actor, now } = context;
	const asked = asks.filter((ask) => isAsked(actor, ask) && (ask.anywhere || homeOf(actor) !== null));
	const centre = homeOf(actor) ?? NOWHERE;
	if (asked.length === 0) return new Map();
	const at = { centre, day: dayOf(now), now };
	const counts = await readIn(context, (sql) =>
		countPlannedOnce(
			sql,
			asked.map((ask) => ask.count(sql, at))
		)
	);
	return new Map(asked.map((ask, n) => [ask, counts[n]!]));
}
