import type { Ask } from '#platform/asks.server.ts';
import { countStuck } from './sql-asks.server.ts';
import { portalTroubles } from './troubles.server.ts';

export const stuckAtPortal: Ask = {
	opens: portalTroubles,
	count: (sql, { centre, now }) => countStuck(sql, centre, now)
};
