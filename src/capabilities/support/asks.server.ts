import { addDays, instantOf } from '#kernel/day.ts';
import type { Ask } from '#platform/asks.server.ts';
import { LIMITS } from './rules-clocks.ts';
import { confirmHotline } from './hotlines-second.server.ts';
import { losses } from './show-loss.server.ts';
import { tickets } from './show.server.ts';
import { countLateLosses, countLosses } from './sql-loss.server.ts';
import { myMends } from './mend.server.ts';
import { countMending } from './sql-mend.server.ts';
import { countWaiting } from './sql-hotlines.server.ts';
import { countAsking } from './sql.server.ts';

/** Tickets that nobody has taken, or whose day is over. */
export const ticketsAsking: Ask = { opens: tickets, count: (sql, { centre, day }) => countAsking(sql, centre, day) };

/** Money that was lost and no police have yet, or a call whose day has come. */
export const lossesAsking: Ask = {
	opens: losses,
	count: (sql, { centre, day }) => countLosses(sql, centre, instantOf(addDays(day, 1)))
};

/** No police had it within fifteen minutes. */
export const lateLosses: Ask = {
	opens: losses,
	count: (sql, { centre, now }) => countLateLosses(sql, centre, new Date(now.getTime() - LIMITS.now.solved * 60_000))
};

/** What was given to an engineer and waits for them. */
export const mendsAsking: Ask = { opens: myMends, anywhere: true, count: (sql) => countMending(sql) };

/** A number to ring that a colleague set, and that nobody else has looked at. */
export const hotlinesAsking: Ask = {
	opens: confirmHotline,
	count: (sql, { centre }) => countWaiting(sql, centre)
};
