import { markNoShow } from './settle.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countUntold } from './sql-asks.server.ts';

export const untoldVisits: Ask = {
	opens: markNoShow,
	count: (sql, { centre, day }) => countUntold(sql, centre, day)
};
