import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { letGo } from './sql-clear.server.ts';

const NAME = 'notices.let-go';

/** What waits with people ends by itself once its day is past, or nobody is there any more to hear it. */
export const letGoNotices: Chore = {
	name: NAME,
	everySeconds: 600,
	run: async (base) => {
		await inScope(base.db, system(NAME, new Set()), '', (sql) => letGo(sql, base.clock()));
	}
};
