import { callsAsked } from './calls.server.ts';
import { countCalls } from './sql-calls.server.ts';
import { needBoard } from './needs.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countLateNeeds } from './sql-need-board.server.ts';

export const lateNeeds: Ask = {
	opens: needBoard,
	count: (sql, { centre, day, now }) => countLateNeeds(sql, centre, { day, at: now })
};

/** Who asked to be called and was not yet. */
export const callsWaiting: Ask = { opens: callsAsked, count: (sql, { centre }) => countCalls(sql, centre) };
