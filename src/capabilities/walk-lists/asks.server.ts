import type { Ask } from '#platform/asks.server.ts';
import { lists } from './lists.server.ts';
import { countForMe } from './sql.server.ts';

/** Rows that another has keyed, and whoever looks has not. */
export const rowsForMe: Ask = { opens: lists, count: (sql, { centre }) => countForMe(sql, centre) };
