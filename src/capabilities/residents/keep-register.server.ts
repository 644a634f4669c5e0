import { bornBy, ELDER_FROM, FIRST_FROM } from '#kernel/ages.ts';
import { dayOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { keepRegister } from './sql-households.server.ts';

const NAME = 'residents.register';
/** Of a whole province some thousand hamlets are counted at the turn of the year: each part of it in a transaction of its own. */
const AT_ONCE = { hamlets: 150, homes: 5000 };
/** So many parts in one minute; whoever writes all the time would keep it going. */
const MOST = 100;

/** Each minute the hamlets of which a row has changed are counted anew, and in a new year all: until then whoever reads counts these themselves. */
export const registerEachMinute: Chore = {
	name: NAME,
	everySeconds: 60,
	run: async ({ db, clock }) => {
		const today = dayOf(clock());
		const years = { elder: bornBy(today, ELDER_FROM), first: bornBy(today, FIRST_FROM) };
		const part = (): Promise<boolean> =>
			inScope(db, system(NAME, new Set()), '', (sql) => keepRegister(sql, { ...years, ...AT_ONCE }));
		for (let n = 0; n < MOST && (await part()); n++);
	}
};
