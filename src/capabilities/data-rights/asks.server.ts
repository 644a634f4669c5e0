import { requestCounts } from './requests-shown.server.ts';
import type { Ask } from '#platform/asks.server.ts';
import { countDueRequests } from './sql-asks.server.ts';

export const dueRequests: Ask = {
	opens: requestCounts,
	count: (sql, { centre, day }) => countDueRequests(sql, centre, day)
};
