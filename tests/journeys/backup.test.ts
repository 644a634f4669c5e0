import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { startHouse, type Demo } from '../support/house.ts';

// The nightly backup, and the morning after a fire: a second house from the copy and the keys that were kept apart.

const dataDir = inject('dataDir');
const run = (file: string, env: Record<string, string>) =>
	promisify(execFile)(process.execPath, ['house/run.mjs', file], { env: { ...process.env, ...env } });

const filesOf = (folder: string): string[] =>
	readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));

test('a backup is restored and verified, holds no key and no number, and a house stands up from it', async () => {
	const beside = mkdtempSync(join(tmpdir(), 'tung-nha-backup-'));
	const house = { DATA_DIR: dataDir, BACKUP_DIR: beside, SEED: 'demo' };
	const { stdout } = await run('house/backup.ts', house);
	expect(stdout).toContain('nhật ký nguyên vẹn');
	const [name, ...others] = readdirSync(beside).toSorted();
	// The head of the journal leaves with it.
	expect(others).toEqual(['journal-heads.jsonl']);
	const backup = join(beside, name!);
	const said = JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8')) as { rows: number; blocks: number };
	expect(said.rows).toBeGreaterThan(100);
	expect(existsSync(join(dataDir, 'tmp')) ? readdirSync(join(dataDir, 'tmp')) : []).toEqual([]);

	const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as {
		master: { key: string }[];
		lookup: { key: string }[];
		signing: string;
	};
	const secrets = [
		'097150004127',
		'0900000318',

		keys.signing,
		...[...keys.master, ...keys.lookup].map(({ key }) => key)
	].map((secret) => Buffer.from(secret));
	for (const path of filesOf(backup)) {
		const bytes = readFileSync(path);
		for (const [n, secret] of secrets.entries())
			expect(`${path} ${n} ${bytes.includes(secret)}`).toBe(`${path} ${n} false`);
	}

	const { staff } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo;
	const { apiKey } = staff.find(({ login }) => login === 'mai')!;
	const second = mkdtempSync(join(tmpdir(), 'tung-nha-second-'));
	await promisify(execFile)('cp', ['-a', `${backup}/.`, second]);
	await expect(startHouse({ dataDir: second })).rejects.toThrow('did not start');
	cpSync(join(dataDir, 'keys.json'), join(second, 'keys.json'));
	const again = await startHouse({ dataDir: second });
	try {
		const found = await fetch(`${again.origin}/api/queries/residents.find`, {
			method: 'POST',
			headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
			body: JSON.stringify({ words: '097150004127' })
		});
		expect(await found.json()).toMatchObject([{ name: 'Sương Thị Sớm' }]);
		const { stdout: verdict } = await run('house/verify-journal.ts', { DATA_DIR: second, SEED: 'demo' });
		expect(verdict).toContain('nguyên vẹn');
	} finally {
		await again.stop();
		rmSync(second, { recursive: true, force: true });
		rmSync(beside, { recursive: true, force: true });
	}
}, 240_000);
