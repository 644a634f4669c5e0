import type { Ask } from '#platform/asks.server.ts';
import { countDueRequests } from './sql-asks.server.ts';

export const dueRequests: Ask = {
	right: 'privacy.request-counts',
	count: (sql, { centre, day }) => countDueRequests(sql, centre, day)
};
