import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settingNames, takeSettingsFile } from './settings-file.mjs';
import { readSettings } from './settings.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (text: string, mode = 0o600): string => {
	const file = join(folder, 'tung-nha.env');
	writeFileSync(file, text);
	chmodSync(file, mode);
	return file;
};

test('the file in DATA_DIR is read, and the environment wins', () => {
	written('PORT=4433\nORIGIN="https://quangbinh.example" # the outside name\nSEED=none\n');
	const env: NodeJS.ProcessEnv = { DATA_DIR: folder, PORT: '4999', SEED: ' ' };
	takeSettingsFile(env);
	expect(env).toMatchObject({ PORT: '4999', ORIGIN: 'https://quangbinh.example', SEED: 'none' });
	expect(readSettings(env, { readable: () => true }).settings).toMatchObject({ port: 4999, seed: 'none' });
});

test('a file that is named must be there; one of another name is read all the same', () => {
	expect(() => takeSettingsFile({ SETTINGS_FILE: join(folder, 'khac.env') })).toThrow(/there is no file/);
	const env: NodeJS.ProcessEnv = { SETTINGS_FILE: written('HOST=::1\n') };
	takeSettingsFile(env);
	expect(env['HOST']).toBe('::1');
	const none: NodeJS.ProcessEnv = { DATA_DIR: join(folder, 'trong') };
	takeSettingsFile(none);
	expect(Object.keys(none)).toEqual(['DATA_DIR']);
});

test('a slip of the pen and a file that others read are told', () => {
	written('PROT=1\n');
	expect(() => takeSettingsFile({ DATA_DIR: folder })).toThrow(/no setting called PROT/);
	written('PORT=1\n', 0o644);
	expect(() => takeSettingsFile({ DATA_DIR: folder })).toThrow(/chmod 600/);
});

test('every setting that the house reads can stand in the file', () => {
	expect(new Set(settingNames).size).toBe(settingNames.length);
	for (const name of ['DATABASE_URL', 'KEYS_FILE', 'BACKUP_DIR', 'HEAD_DIR', 'E_ID_ISSUER', 'MESSAGES_NUMBER'])
		expect(settingNames).toContain(name);
});

const reset = (seed: string) => {
	const dataDir = join(folder, `nha-${seed}`);
	mkdirSync(join(dataDir, 'postgres'), { recursive: true });
	writeFileSync(join(dataDir, 'keys.json'), '{}');
	writeFileSync(join(dataDir, 'tung-nha.json'), JSON.stringify({ program: 'tung-nha', seed }));
	const { status, stderr } = spawnSync(process.execPath, ['house/supervisor.mjs', '--reset'], {
		...{ encoding: 'utf8', timeout: 30_000 },
		env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', DATABASE_OWNER_URL: '', SEED: seed }
	});
	return { status, stderr, keys: existsSync(join(dataDir, 'keys.json')) };
};

test('reset takes a demo away and never a real house', () => {
	expect(reset('none')).toEqual({ status: 2, stderr: expect.stringMatching(/a real house/) as string, keys: true });
	expect(reset('demo')).toMatchObject({ status: 0, keys: false });
});
