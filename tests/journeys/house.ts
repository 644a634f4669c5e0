import type { TestProject } from 'vitest/node';
import { startHouse } from '../support/house.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		origin: string;
		dataDir: string;
	}
}

/** One house for all journeys: the whole program as the README's first command starts it; HOUSE_ORIGIN and HOUSE_DATA name one that runs already. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { HOUSE_ORIGIN, HOUSE_DATA } = process.env;
	const known =
		HOUSE_ORIGIN && HOUSE_DATA ? { origin: HOUSE_ORIGIN, dataDir: HOUSE_DATA, stop: async () => undefined } : null;
	const house = known ?? (await startHouse());
	project.provide('origin', house.origin);
	project.provide('dataDir', house.dataDir);
	return house.stop;
}
