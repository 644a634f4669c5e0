import { defineConfig } from 'vitest/config';

/** Journeys: the whole house, started as the README says, walked in a browser. One after the other, on one house. */
export default defineConfig({
	test: {
		include: ['tests/journeys/**/*.test.ts'],
		globalSetup: ['tests/journeys/house.ts'],
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 120_000
	}
});
