import { startVitest } from 'vitest/node';

/** The walk through every page needs what journeys have: a house of its own, and somebody in front of each kind of page. */
export async function run(): Promise<void> {
	const hour = 3_600_000;
	const ran = await startVitest('test', [], {
		...{ config: false, watch: false, include: ['bench/years-walk.ts'], globalSetup: ['tests/journeys/house.ts'] },
		...{ testTimeout: hour, hookTimeout: hour, disableConsoleIntercept: true, fileParallelism: false }
	});
	await ran.close();
	// A table that grew and is read from end to end is refused.
	if (process.exitCode) process.exit(1);
}
