import type { Ask } from '#platform/asks.server.ts';
import { answerPattern, settlePattern } from './patterns.server.ts';
import { countLedOpen, countOwnAsked } from './sql-patterns.server.ts';

/** Questions about one's own visits that wait for an answer. */
export const askedPatterns: Ask = { opens: answerPattern, count: (sql) => countOwnAsked(sql) };

/** What was answered, or asked for longer than two days, and waits for whoever leads there. */
export const openPatternsAsk: Ask = { opens: settlePattern, count: (sql, { centre }) => countLedOpen(sql, centre) };
