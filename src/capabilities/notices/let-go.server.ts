import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { letGo } from './sql-clear.server.ts';
import { clearRings, forgetStaffRings } from './sql-rings.server.ts';
import { forgetStaffReached } from './sql-staff.server.ts';

const NAME = 'notices.let-go';

/**
 * What waits with people ends by itself once its day is past, or nobody is there any more to hear it; browsers that followed something
 * long enough are forgotten, those of staff who are not signed in there any more, and where whoever has left could be reached.
 */
export const letGoNotices: Chore = {
	name: NAME,
	everySeconds: 600,
	run: async (base) => {
		await inScope(base.db, system(NAME, new Set()), '', async (sql) => {
			await letGo(sql, base.clock());
			await clearRings(sql, base.clock());
			await forgetStaffRings(sql, base.clock());
			await forgetStaffReached(sql);
		});
	}
};
