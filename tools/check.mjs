/* npm run check: the one gate, here and in CI. Stops at the first step that fails. */
import { inRoot } from './lib/files.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { launch } from './lib/launch.mjs';
import { node24 } from './lib/node24.mjs';
import { tell } from './lib/say.mjs';

await tell(async () => {
	await ensureInstalled();
	process.exit(await launch(node24(), [inRoot('tools/lib/check-run.mjs'), ...process.argv.slice(2)], { leash: true }));
});
