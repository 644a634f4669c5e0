import type { Ask } from '#platform/asks.server.ts';
import { countNotMine, countOverdue, countStuck } from './sql-asks.server.ts';

export const overdueFiles: Ask = {
	right: 'cases.worklist',
	count: (sql, { centre, day }) => countOverdue(sql, centre, day)
};

export const stuckAtPortal: Ask = {
	right: 'cases.troubles',
	count: (sql, { centre, now }) => countStuck(sql, centre, now)
};

export const deniedFiles: Ask = { right: 'cases.not-mine', count: (sql, { centre }) => countNotMine(sql, centre) };
