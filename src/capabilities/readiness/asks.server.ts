import type { Ask } from '#platform/asks.server.ts';
import { countUntold } from './sql-asks.server.ts';

export const untoldVisits: Ask = {
	right: 'readiness.mark-no-show',
	count: (sql, { centre, day }) => countUntold(sql, centre, day)
};
