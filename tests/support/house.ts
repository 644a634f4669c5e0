import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';

export type Demo = {
	staff: {
		name: string;
		role: string;
		place: number;
		login: string;
		password: string;
		totpSecret: string;
		apiKey: string;
	}[];
	devices: { kind: string; key: string }[];
	residents: { name: string; tap: string }[];
};

export type RunningHouse = {
	origin: string;
	dataDir: string;
	demo: () => Demo;
	ports: () => Record<string, number>;
	child: ChildProcess;
	/** What its start has printed until now. */
	said: () => string;
	startedInMs: number;
	stop: () => Promise<void>;
};

const healthy = (origin: string): Promise<boolean> =>
	fetch(`${origin}/healthz`).then(
		(said) => said.ok,
		() => false
	);

/** What a run leaves that is of that run alone. */
const OF_A_RUN = ['run.json', 'ports.json', 'postgres.log'];

/** A folder of its own: empty, or as a first start has left one with the demo in it (`gate/seeded-house.mjs`). */
function newFolder(seed: 'demo' | 'none'): string {
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-house-'));
	const { SEEDED_HOUSE } = process.env;
	if (seed === 'none' || !SEEDED_HOUSE) return folder;
	// The cluster is of another user where all runs as root: as whose it is, it stays.
	execFileSync('cp', ['-a', `${SEEDED_HOUSE}/.`, folder]);
	for (const name of OF_A_RUN) rmSync(join(folder, name), { force: true });
	return folder;
}

/** The whole house as the README's first command starts it, in a folder of its own. */
export async function startHouse(
	options: {
		dataDir?: string;
		seed?: 'demo' | 'none';
		name?: 'localhost';
		port?: number;
		env?: Record<string, string>;
	} = {}
): Promise<RunningHouse> {
	const dataDir = options.dataDir ?? newFolder(options.seed ?? 'demo');
	// Keys on machines work at a name and at no bare address.
	const origin = `http://${options.name ?? '127.0.0.1'}:${options.port ?? (await freePort())}`;
	const begun = performance.now();
	const env = {
		...process.env,
		DATA_DIR: dataDir,
		PORT: new URL(origin).port,
		HOST: '127.0.0.1',
		ORIGIN: origin,
		SEED: options.seed ?? 'demo',
		DATABASE_URL: '',
		DATABASE_OWNER_URL: '',
		LOG_LEVEL: 'error',
		...options.env
	};
	const child = spawn(process.execPath, ['house/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
	let ended = false;
	child.once('exit', () => (ended = true));
	const read = <T>(file: string): T => JSON.parse(readFileSync(join(dataDir, file), 'utf8')) as T;
	const stop = async (): Promise<void> => {
		if (!ended) {
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await gone;
		}
		if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
	};
	for (let n = 0; !(await healthy(origin)); n++) {
		if (ended || n > 3000) {
			await stop();
			throw new Error('the house did not start');
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return {
		origin,
		dataDir,
		demo: () => read<Demo>('demo.json'),
		ports: () => read<Record<string, number>>('ports.json'),
		child,
		said: () => said,
		startedInMs: performance.now() - begun,
		stop
	};
}
