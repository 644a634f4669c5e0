import type { Ask } from '#platform/asks.server.ts';
import { countLateNeeds } from './sql-asks.server.ts';

export const lateNeeds: Ask = {
	right: 'assistance.need-board',
	count: (sql, { centre, day, now }) => countLateNeeds(sql, centre, day, now)
};
