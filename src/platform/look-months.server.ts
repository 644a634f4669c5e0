import { system } from '#kernel/actor.ts';
import { inScope } from './scope.server.ts';
import { keepLookMonths } from './sql-look-months.server.ts';
import type { Chore } from './worker.server.ts';

/**
 * The months that looks lie in are made before they come: at the start and each hour, three ahead. Made twice or cut short it comes to the
 * same, and what came after a longer sleep goes into its month.
 */
export const lookMonthsAhead: Chore = {
	name: 'platform.look-months',
	everySeconds: 3600,
	run: async ({ db, clock }) => {
		await inScope(db, system('look-months', new Set()), '', (sql) => keepLookMonths(sql, clock()));
	}
};
