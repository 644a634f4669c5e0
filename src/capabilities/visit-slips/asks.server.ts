import type { Ask } from '#platform/asks.server.ts';
import { askedSlips } from './read-slip.server.ts';
import { countAsked } from './sql.server.ts';

/** Whoever holds a paper and waits to see or erase what was written. */
export const slipsAsked: Ask = { opens: askedSlips, count: (sql, { centre }) => countAsked(sql, centre) };
