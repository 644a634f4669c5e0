import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type RunningHouse } from '../support/house.ts';

// A house that root starts on a port of root's: whoever breaks into the program is nobody on this machine.

const isRoot = process.getuid?.() === 0;
const nobody = isRoot ? Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout) : 0;
if (!isRoot) process.stdout.write('root-lets-go: skipped, these tests are not run by root\n');
else if (!nobody) process.stdout.write('root-lets-go: skipped, this machine has no user «nobody»\n');

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-root-'));
const dataDir = join(folder, 'data');
let house: RunningHouse;

const freeBelow = (port: number): Promise<number> =>
	new Promise((resolve) => {
		const server = createServer()
			.once('error', () => resolve(freeBelow(port - 1)))
			.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
	});

/** Real, effective, saved and file-system user of a process, and whether it holds any right of root's. */
function standingOf(pid: number): { users: string; rights: string } {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const line = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)![1]!.replaceAll('\t', ' ');
	return { users: line('Uid'), rights: line('CapEff') };
}

const pidOf = (name: string): number =>
	(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { children: Record<string, { pid: number }> })
		.children[name]!.pid;

const run = (script: string, env: Record<string, string> = {}) =>
	promisify(execFile)(process.execPath, script.split(' '), {
		env: { ...process.env, DATA_DIR: dataDir, SEED: 'demo', DATABASE_URL: '', DATABASE_OWNER_URL: '', ...env }
	});

const letsGo = { users: `${nobody} ${nobody} ${nobody} ${nobody}`, rights: '0000000000000000' };

beforeAll(async () => {
	if (!nobody) return;
	chmodSync(folder, 0o711);
	house = await startHouse({ dataDir, port: await freeBelow(1023), env: { RUN_AS: 'nobody' } });
}, 180_000);
afterAll(async () => {
	await house?.stop();
	rmSync(folder, { recursive: true, force: true });
});

test.runIf(nobody)('the program, the worker and the stand-ins are nobody, and answer on a port of root’s', async () => {
	for (const name of ['app', 'worker', 'sandbox']) expect(standingOf(pidOf(name)), name).toEqual(letsGo);
	expect((await fetch(`${house.origin}/thu-tuc/2.000635`)).status).toBe(200);
	// What it needs is its own and closed to all others; the passwords of the database's owner are not.
	for (const name of ['keys.json', 'files', 'demo.json']) {
		const { uid, mode } = statSync(join(dataDir, name));
		expect([uid, mode & 0o077], name).toEqual([nobody, 0]);
	}
	for (const name of ['.', 'database.json', 'postgres'])
		expect(statSync(join(dataDir, name)).uid, name).not.toBe(nobody);
});

test.runIf(nobody)('one that falls is there again, and is nobody again', async () => {
	const before = pidOf('app');
	process.kill(before, 'SIGKILL');
	await expect.poll(() => pidOf('app') ?? before, { timeout: 30_000 }).not.toBe(before);
	await expect
		.poll(
			() =>
				fetch(`${house.origin}/healthz`).then(
					({ ok }) => ok,
					() => false
				),
			{ timeout: 30_000 }
		)
		.toBe(true);
	expect(standingOf(pidOf('app'))).toEqual(letsGo);
});

test.runIf(nobody)(
	'keys that root renews are read by whom it let go to, and root backs up as before',
	async () => {
		await run('house/run.mjs house/keys.ts');
		expect(statSync(join(dataDir, 'keys.json'))).toMatchObject({ uid: nobody });
		const { staff } = house.demo();
		const found = await fetch(`${house.origin}/api/queries/residents.find`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${staff.find(({ login }) => login === 'mai')!.apiKey}`,
				'content-type': 'application/json',
				'idempotency-key': crypto.randomUUID()
			},
			body: JSON.stringify({ words: '097150004127' })
		});
		expect(await found.json()).toHaveLength(1);
		expect((await run('house/run.mjs house/backup.ts')).stdout).toContain('Đã sao lưu');
	},
	180_000
);

test.runIf(nobody)(
	'data that RUN_AS cannot use stops the start and says what to do',
	async () => {
		const closed = join(folder, 'closed');
		await run('-e require("node:fs").mkdirSync(process.env.DATA_DIR+"/files",{recursive:true,mode:0o711})', {
			DATA_DIR: closed
		});
		const said = await run('house/start.mjs', {
			DATA_DIR: closed,
			RUN_AS: 'nobody',
			PORT: `${await freeBelow(1022)}`
		}).catch((fault: { code: number; stderr: string }) => fault);
		expect(said).toMatchObject({ code: 2 });
		expect(said.stderr).toContain(`chown -R ${nobody}:`);
	},
	60_000
);
