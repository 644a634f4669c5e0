import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commonEnv, outsideEnv, sandboxEnv } from '../house/lib/child-env.mjs';
import { embeddedUrls, secrets } from '../house/lib/database-access.mjs';
import { plainEnv } from '../house/lib/keeper.mjs';
import { readSettings } from '../house/settings.mjs';

// What the supervisor makes up, and which of its children is told what.

let dataDir = '';
beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-secrets-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const owned = ['DATABASE_OWNER_URL', 'KEYS_FILE', 'DATABASE_URL', 'PORTAL_KEY'];

test('the database of the house has passwords of its own, made by lot, that nobody else reads', () => {
	const made = Object.values(secrets(dataDir)) as string[];
	expect(new Set(made).size).toBe(3);
	for (const one of made) expect(Buffer.from(one, 'base64url')).toHaveLength(24);
	expect(secrets(dataDir)).toEqual(secrets(dataDir));
	expect(statSync(join(dataDir, 'database.json')).mode & 0o077).toBe(0);
	const { url, ownerUrl } = embeddedUrls(dataDir, 1)!;
	expect(new URL(url).username).not.toBe(new URL(ownerUrl).username);
});

test('each process is told by name what it needs: the stand-ins no key and no database, nobody the owner', () => {
	for (const name of owned) vi.stubEnv(name, 'a secret of the house');
	vi.stubEnv('NODE_ENV', undefined);
	const { settings } = readSettings({ DATA_DIR: dataDir }, { readable: () => true, home: dataDir });
	const ports = { E_ID_PORT: 1, PORTAL_PORT: 2, BANK_PORT: 3, TELEPHONE_PORT: 4 };
	expect(owned.filter((name) => name in plainEnv())).toEqual([]);
	const common = commonEnv(settings) as Record<string, string>;
	expect([common['NODE_ENV'], 'DATABASE_OWNER_URL' in common]).toEqual(['production', false]);
	const standIns = Object.keys(sandboxEnv(settings, ports));
	expect(owned.filter((name) => standIns.includes(name))).toEqual(['PORTAL_KEY']);
	expect(Object.keys(outsideEnv({ ...settings, seed: 'none' }, ports, {}))).toEqual([]);
	vi.unstubAllEnvs();
});
