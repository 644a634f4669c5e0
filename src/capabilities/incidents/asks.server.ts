import type { Ask } from '#platform/asks.server.ts';
import { incidents } from './show.server.ts';
import { countOpen } from './sql.server.ts';

/** What does not answer now, until somebody says that it does. */
export const incidentsOpen: Ask = { opens: incidents, count: (sql, { centre }) => countOpen(sql, centre) };
