import type { Ask } from '#platform/asks.server.ts';
import { countToTell } from './sql-told.server.ts';
import { toTell } from './told.server.ts';

/** Words that reached nobody, and that somebody has to be called for. */
export const wordsToTell: Ask = { opens: toTell, count: (sql, { centre, now }) => countToTell(sql, centre, now) };
