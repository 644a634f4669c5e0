import { defineConfig } from 'vitest/config';

// Journeys: the whole house, started as the README says, walked in a browser. Those that only work in it share one house
// and go one after the other; long ones share another, so that both halves take as long; one that kills its house, or fills it, has a
// house of its own. `gate/test-run.mjs` runs the first beside the others.

const own = [
	'tests/journeys/killed-under-load.test.ts',
	'tests/journeys/root-lets-go.test.ts',
	'tests/journeys/field-sixty.test.ts',
	'tests/journeys/field-yesterday.test.ts',
	'tests/journeys/first-hour.test.ts',
	'tests/journeys/e-id-faults.test.ts'
];
const apart = [
	'tests/journeys/every-page.test.ts',
	'tests/journeys/field-day.test.ts',
	'tests/journeys/errands.test.ts',
	'tests/journeys/practice.test.ts',
	'tests/journeys/downloads.test.ts',
	'tests/journeys/three-languages.test.ts'
];
// Walked once more in the same house, beside what all before it left there: `gate/test-run.mjs` says which were, and how many may be.
const each = {
	retry: 1,
	// A page that stands on two cores beside another house is given as long as a person would wait for it.
	expect: { poll: { timeout: 15_000, interval: 100 } },
	testTimeout: 120_000,
	hookTimeout: 120_000,
	fileParallelism: false,
	// One after the other in one process: a new one for each took a second of theirs.
	isolate: false
};

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					...each,
					name: 'shared',
					include: ['tests/journeys/**/*.test.ts'],
					exclude: [...own, ...apart],
					globalSetup: ['tests/journeys/house.ts']
				}
			},
			{ test: { ...each, name: 'apart', include: apart, globalSetup: ['tests/journeys/house.ts'] } },
			{ test: { ...each, name: 'own', include: own } }
		]
	}
});
