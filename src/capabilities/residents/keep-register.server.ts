import { bornBy, ELDER_FROM, FIRST_FROM } from '#kernel/ages.ts';
import { dayOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { keepRegister } from './sql-households.server.ts';

const NAME = 'residents.register';

/** Each minute the hamlets of which a row has changed are counted anew, and in a new year all: until then whoever reads counts these themselves. */
export const registerEachMinute: Chore = {
	name: NAME,
	everySeconds: 60,
	run: async ({ db, clock }) => {
		const today = dayOf(clock());
		await inScope(db, system(NAME, new Set()), '', (sql) =>
			keepRegister(sql, bornBy(today, ELDER_FROM), bornBy(today, FIRST_FROM))
		);
	}
};
