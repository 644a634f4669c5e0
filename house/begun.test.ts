import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settingNames } from './settings-file.mjs';
import { runOnce } from './lib/once.mjs';

// What stands beside a house and meets none: a sentence, and nothing of what was set.

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-begun-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['doctor', 'admin', 'keys', 'verify-journal'])(
	'%s without a house says so, and repeats no password',
	(file) => {
		const secret = 'bi-mat-khong-duoc-in';
		const env = { ...process.env, DATA_DIR: folder, SEED: '', DATABASE_URL: '', DATABASE_OWNER_URL: '' };
		const { status, stdout, stderr } = spawnSync(process.execPath, ['house/run.mjs', `house/${file}.ts`], {
			...{ encoding: 'utf8', timeout: 30_000 },
			env: { ...env, BANK_WEBHOOK_SECRET: secret }
		});
		expect(status).toBe(2);
		expect(stderr).toMatch(/No house has been started/);
		expect(stdout + stderr).not.toContain(secret);
	}
);

test('what a step says by its end is what the start says: 2 is a setting, and is not tried again', async () => {
	const ends = (code: number): string => {
		const file = join(folder, `ends-${code}.mjs`);
		writeFileSync(file, `process.exit(${code});`);
		return file;
	};
	const run = (code: number) => runOnce(ends(code), {}, () => () => {}, { vi: 'Một bước', en: 'A step' }, undefined);
	await expect(run(2)).rejects.toMatchObject({ exitCode: 2 });
	await expect(run(3)).rejects.toMatchObject({ exitCode: 1 });
	await expect(run(0)).resolves.toBeUndefined();
});

test('every setting that the manual names can stand in the file of settings', async () => {
	const { readFileSync, readdirSync } = await import('node:fs');
	const manual = readdirSync('docs/van-hanh').map((file) => readFileSync(join('docs/van-hanh', file), 'utf8'));
	const named = [...manual.join('\n').matchAll(/`([A-Z][A-Z_]{3,}[A-Z])`/g)].map(([, name]) => name!);
	const others = new Set(['SETTINGS_FILE', 'VND', 'SMSID']);
	expect([...new Set(named)].filter((name) => !settingNames.includes(name) && !others.has(name))).toEqual([]);
});
