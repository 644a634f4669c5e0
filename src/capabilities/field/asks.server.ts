import type { Ask } from '#platform/asks.server.ts';
import { outings } from './outings.server.ts';
import { countMissed } from './sql-outings.server.ts';
import { countCardReports } from './sql-card-reports.server.ts';
import { unsettled } from './box.server.ts';
import { cardReports } from './card-reports.server.ts';
import { HOLD_HOURS } from './protocol.ts';
import { countUnsettled } from './sql-operations.server.ts';

/** What was said at doors and waits for whoever leads there. */
export const unsettledWords: Ask = {
	opens: unsettled,
	count: (sql, { centre, now }) => countUnsettled(sql, centre, new Date(now.getTime() - HOLD_HOURS * 3_600_000))
};

/** Whoever is looked for: they called for help, or their hour is over. */
export const missed: Ask = { opens: outings, count: (sql, { centre, now }) => countMissed(sql, centre, now) };

/** Cards of which somebody said that they are not true any more. */
export const toldCards: Ask = { opens: cardReports, count: (sql, { centre }) => countCardReports(sql, centre) };
