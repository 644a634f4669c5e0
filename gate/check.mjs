/* npm run check: the one gate, here and in CI. Stops at the first step that fails. */
import { inRoot } from '../house/lib/files.mjs';
import { ensureInstalled } from '../house/lib/install.mjs';
import { launchNode } from '../house/lib/node24.mjs';
import { tell } from '../house/lib/say.mjs';

await tell(async () => {
	await ensureInstalled();
	process.exit(await launchNode([inRoot('gate/check-run.mjs'), ...process.argv.slice(2)], { leash: true }));
});
