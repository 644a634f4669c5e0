/*
 * npm start: installs, builds and starts the house, from nothing but git, Node ≥ 20 and npm.
 * Plain JavaScript on Node's own modules, because nothing else is there yet; the house itself runs on Node 24.
 */
import { ensureBuilt } from './lib/build.mjs';
import { inRoot } from './lib/files.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { launchNode } from './lib/node24.mjs';
import { Stop, tell } from './lib/say.mjs';
import { refuseWhileRunning } from './lib/single.mjs';
import { takeSettingsFile } from './settings-file.mjs';
import { settingsOrStop } from './settings.mjs';

await tell(async () => {
	const args = process.argv.slice(2);
	const strange = args.find((arg) => arg !== '--reset');
	if (strange)
		throw new Stop(
			2,
			`Không hiểu «${strange}». Chỉ có: --reset.`,
			`Unknown argument ${strange}; there is only --reset.`
		);
	takeSettingsFile(process.env);
	await refuseWhileRunning(settingsOrStop(process.env));
	await ensureInstalled();
	if (!args.includes('--reset')) await ensureBuilt();
	process.exit(await launchNode([inRoot('house/supervisor.mjs'), ...args], { leash: true }));
});
