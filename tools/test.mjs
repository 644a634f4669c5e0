/*
 * npm test: installs, makes the words and the build, then runs every test under Node 24. Words after it go to vitest.
 * The last line is the count, alone: `N passed, N failed`.
 */
import { compileWords, ensureBuilt } from './lib/build.mjs';
import { inRoot } from './lib/files.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { launch } from './lib/launch.mjs';
import { node24 } from './lib/node24.mjs';
import { tell } from './lib/say.mjs';

await tell(async () => {
	await ensureInstalled();
	await compileWords();
	await ensureBuilt();
	process.exit(await launch(node24(), [inRoot('tools/lib/test-run.mjs'), ...process.argv.slice(2)], { leash: true }));
});
