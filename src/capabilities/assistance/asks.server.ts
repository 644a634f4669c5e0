import { needBoard } from './needs.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countLateNeeds } from './sql-asks.server.ts';

export const lateNeeds: Ask = {
	opens: needBoard,
	count: (sql, { centre, day, now }) => countLateNeeds(sql, centre, day, now)
};
