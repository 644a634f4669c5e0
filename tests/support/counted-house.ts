import { fork } from 'node:child_process';
import { knownEnv } from '../../house/lib/child-env.mjs';
import { readSettings } from '../../house/settings.mjs';
import { databaseWire, type Cost } from './database-wire.ts';
import { freePort } from './ports.ts';

export type Counted = {
	origin: string;
	/** What one call costs: it goes alone, and nothing else passes this program. */
	cost: (call: () => Promise<unknown>) => Promise<Cost & { programMs: number }>;
	stop: () => Promise<void>;
};

/** A second program beside a house that runs. `databasePort`: where it finds the database, where that is another place than the house's own. */
export async function secondProgram(dataDir: string, databasePort?: number): Promise<Pick<Counted, 'origin' | 'stop'>> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const env: Record<string, string | undefined> = { ...envBeside(dataDir, origin), PORT: `${port}`, ORIGIN: origin };
	const database = new URL(env['DATABASE_URL']!);
	if (databasePort !== undefined) database.port = `${databasePort}`;
	const child = fork('src/program/serve.ts', [], {
		env: { ...process.env, ...env, FIELD_PORT: '', DATABASE_URL: database.href, LOG_LEVEL: 'error' },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const isUp = () =>
		fetch(`${origin}/healthz`).then(
			({ ok }) => ok,
			() => false
		);
	for (let n = 0; n < 300 && !(await isUp()); n++) await new Promise((again) => setTimeout(again, 100));
	return {
		origin,
		stop: async () => {
			// It may have gone by itself.
			const isGone = child.exitCode !== null || child.signalCode !== null;
			const gone = isGone ? null : new Promise((over) => child.once('exit', over));
			child.kill('SIGTERM');
			await gone;
		}
	};
}

/** What the house beside it runs by. */
function envBeside(dataDir: string, origin: string): Record<string, string | undefined> {
	const { settings } = readSettings({
		...{ DATA_DIR: dataDir, SEED: 'demo', HOST: '127.0.0.1' },
		...{ PORT: new URL(origin).port, ORIGIN: origin }
	});
	return knownEnv(settings);
}

/** The same, whose way to the database is counted. `dataDir`: of that house. */
export async function countedHouse(dataDir: string): Promise<Counted> {
	const { DATABASE_URL } = envBeside(dataDir, 'http://127.0.0.1:1');
	const wire = await databaseWire(Number(new URL(DATABASE_URL!).port));
	const program = await secondProgram(dataDir, wire.port);
	const cost = async (call: () => Promise<unknown>) => {
		wire.take();
		const begun = performance.now();
		await call();
		const took = performance.now() - begun;
		const seen = wire.take();
		return { ...seen, programMs: took - seen.milliseconds };
	};
	return {
		...{ origin: program.origin, cost },
		stop: async () => {
			await program.stop();
			await wire.stop();
		}
	};
}
