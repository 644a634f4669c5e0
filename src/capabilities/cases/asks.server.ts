import { notMine } from './claim.server.ts';
import { worklist } from './lists.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countNotMine, countOverdue } from './sql-asks.server.ts';

export const overdueFiles: Ask = {
	opens: worklist,
	count: (sql, { centre, day }) => countOverdue(sql, centre, day)
};

export const deniedFiles: Ask = { opens: notMine, count: (sql, { centre }) => countNotMine(sql, centre) };
