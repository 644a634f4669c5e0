import type { Lending } from '#platform/lending.server.ts';
import { rulesOfThree } from '#capabilities/practice/scams.ts';
import type { LentSupport } from './lent-support.ts';
import { findLent } from './sql-door.server.ts';

/** So long a phone knows which number a ticket got: as long as it keeps what was said on it. */
const DAYS = 30;

/** Whoever goes to doors has the first hour and the numbers to ring along, and reads which number their tickets got. */
export const lendSupport: Lending = {
	name: 'support',
	lend: async ({ db, now }, { staff, centre }): Promise<LentSupport> => {
		const { title, lead, steps } = rulesOfThree.firstHour;
		return {
			...(await findLent(db, { staff, centre, since: new Date(now.getTime() - DAYS * 86_400_000) })),
			hour: { title, lead, steps: steps.map(({ says }) => says) }
		};
	}
};
