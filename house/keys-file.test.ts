import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKeys } from '#platform/keys.server.ts';
import { ensureKeys, newKeys } from './lib/keys.mjs';

test('a keys file from before there were phones gains what they seal to, and keeps all else', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-keys-'));
	try {
		const keysFile = join(folder, 'keys.json');
		const { sealing: _, ...before } = newKeys();
		writeFileSync(keysFile, JSON.stringify(before), { mode: 0o600 });
		ensureKeys({ keysFile, dataDir: folder }, null);
		const { sealing, ...after } = JSON.parse(readFileSync(keysFile, 'utf8')) as ReturnType<typeof newKeys>;
		expect(after).toEqual(before);
		expect(readKeys(keysFile).sealing.map(({ key }) => key.length)).toEqual([32]);
		// Once is enough: what phones carry is sealed to this one.
		ensureKeys({ keysFile, dataDir: folder }, null);
		expect((JSON.parse(readFileSync(keysFile, 'utf8')) as ReturnType<typeof newKeys>).sealing).toEqual(sealing);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
