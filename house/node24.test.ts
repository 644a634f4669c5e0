import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from './lib/files.mjs';
import { launchNode } from './lib/node24.mjs';

test('a program of the house keeps what Node made of it, and finds it when it starts again', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-node-'));
	try {
		const [file, out] = [join(folder, 'says.mjs'), join(folder, 'said')];
		writeFileSync(
			file,
			"import { getCompileCacheDir } from 'node:module'; import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[2], `${getCompileCacheDir()} ${process.versions.node}`);"
		);
		const { NODE_COMPILE_CACHE: _, ...env } = process.env;
		expect(await launchNode([file, out], { env })).toBe(0);
		const [kept, version] = readFileSync(out, 'utf8').split(' ');
		expect(kept?.startsWith(inRoot('node_modules/.cache/compiled'))).toBe(true);
		expect(Number(version?.split('.')[0])).toBeGreaterThanOrEqual(24);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
