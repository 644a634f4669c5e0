import { readFileSync, readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse } from '../tests/support/house.ts';
import { say } from './say.ts';

/** Memory that is this process's share (PSS), in MB; RSS would count PostgreSQL's shared buffers once a backend. */
const share = (pid: number): number => {
	try {
		return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
	} catch {
		return 0;
	}
};

const childrenOf = (pid: number): number[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((one) => {
			try {
				return Number(readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid;
			} catch {
				return false;
			}
		});

const family = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(family)];

export async function run(): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
	try {
		const first = await startHouse({ dataDir });
		say('first start: database made, demo seeded, first page', first.startedInMs / 1000, 's');
		await first.stop();
		const again = await startHouse({ dataDir });
		say('start on what is there, to the first page', again.startedInMs / 1000, 's', '≤ 8 s');
		await new Promise((resolve) => setTimeout(resolve, 5000));
		const { children } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as {
			children: Record<string, { pid: number }>;
		};
		const of = (name: string): number => family(children[name]!.pid).reduce((sum, pid) => sum + share(pid), 0);
		for (const name of ['app', 'database', 'worker', 'sandbox']) say(`memory idle, ${name}`, of(name), 'MB');
		say('memory idle, app and database', of('app') + of('database'), 'MB', '≤ 350 MB');
		await again.stop();
		const none = await startHouse({ seed: 'none' });
		say('start with SEED=none (baseline: nothing to seed)', none.startedInMs / 1000, 's');
		await none.stop();
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
}
