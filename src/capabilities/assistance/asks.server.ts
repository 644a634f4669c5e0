import { needBoard } from './needs.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countLateNeeds } from './sql-need-board.server.ts';

export const lateNeeds: Ask = {
	opens: needBoard,
	count: (sql, { centre, day, now }) => countLateNeeds(sql, centre, { day, at: now })
};
