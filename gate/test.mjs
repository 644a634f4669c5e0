/*
 * npm test: installs, makes the words and the build, then runs every test under Node 24. Words after it go to vitest.
 * The last line is the count, alone: `N passed, N failed`.
 */
import { compileWords, ensureBuilt } from '../house/lib/build.mjs';
import { inRoot } from '../house/lib/files.mjs';
import { ensureInstalled } from '../house/lib/install.mjs';
import { launchNode } from '../house/lib/node24.mjs';
import { tell } from '../house/lib/say.mjs';

await tell(async () => {
	await ensureInstalled();
	await compileWords();
	await ensureBuilt();
	process.exit(await launchNode([inRoot('gate/test-run.mjs'), ...process.argv.slice(2)], { leash: true }));
});
