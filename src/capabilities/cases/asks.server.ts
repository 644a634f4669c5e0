import { notMine } from './claim.server.ts';
import { worklist, portalTroubles } from './lists.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countNotMine, countOverdue, countStuck } from './sql-asks.server.ts';

export const overdueFiles: Ask = {
	opens: worklist,
	count: (sql, { centre, day }) => countOverdue(sql, centre, day)
};

export const stuckAtPortal: Ask = {
	opens: portalTroubles,
	count: (sql, { centre, now }) => countStuck(sql, centre, now)
};

export const deniedFiles: Ask = { opens: notMine, count: (sql, { centre }) => countNotMine(sql, centre) };
