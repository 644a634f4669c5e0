import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startHouse } from '../tests/support/house.ts';
import { memoryOf, processesOf, untilIdle } from './idle.ts';
import { say } from './say.ts';

export async function run(): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
	try {
		const first = await startHouse({ dataDir });
		say('first start: database made, demo seeded, first page', first.startedInMs / 1000, 's');
		await first.stop();
		const again = await startHouse({ dataDir });
		say('start on what is there, to the first page', again.startedInMs / 1000, 's', '≤ 8 s');
		say('until nothing is left to do after it', await untilIdle(dataDir), 's');
		// What a program clears away once it is quiet (`src/program/clear-up.ts`) is gone then.
		await wait(10_000);
		const of = (name: string): number => processesOf(dataDir, name).reduce((sum, pid) => sum + memoryOf(pid), 0);
		for (const name of ['app', 'database', 'worker', 'sandbox']) say(`memory idle, ${name}`, of(name), 'MB');
		say('memory idle, app and database', of('app') + of('database'), 'MB', '≤ 200 MB');
		await again.stop();
		const none = await startHouse({ seed: 'none' });
		say('start with SEED=none (baseline: nothing to seed)', none.startedInMs / 1000, 's');
		await none.stop();
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
}
