import type { Check } from '#platform/checks.server.ts';
import { isAnyCalled, countDesks } from './sql-desks.server.ts';

const desks: Check = {
	name: 'counter.seats',
	of: 'centre',
	reads: async (sql, { centre }) => {
		const { guide, counter } = await countDesks(sql, centre);
		return { state: guide > 0 && counter > 0 ? 'well' : 'lacking', about: { guide, counter } };
	}
};

/** Whether anybody was ever called here: the house is open. */
const served: Check = {
	name: 'counter.served',
	of: 'centre',
	reads: async (sql, { centre }) => {
		return { state: (await isAnyCalled(sql, centre)) ? 'well' : 'lacking' };
	}
};

export const counterChecks: readonly Check[] = [desks, served];
