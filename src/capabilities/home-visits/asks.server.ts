import type { Ask } from '#platform/asks.server.ts';
import { board } from './board.server.ts';
import { countWaiting } from './sql.server.ts';

/** Whoever asks that somebody comes and was told no time yet. */
export const waitingAtHome: Ask = { opens: board, count: (sql, { centre, day }) => countWaiting(sql, centre, day) };
