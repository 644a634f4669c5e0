import type { Ask } from '#platform/asks.server.ts';
import { tickets } from './show.server.ts';
import { countAsking } from './sql.server.ts';

/** Tickets that nobody has taken, or whose day is over. */
export const ticketsAsking: Ask = { opens: tickets, count: (sql, { centre, day }) => countAsking(sql, centre, day) };
