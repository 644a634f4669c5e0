/*
 * run FILE ...args: the way every other npm script reaches Node 24.
 * A script meets the same settings as the program: those of the environment, and the database and keys of DATA_DIR when they are there.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './lib/files.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { launchNode } from './lib/node24.mjs';
import { knownEnv } from './lib/child-env.mjs';
import { inRoot } from './lib/files.mjs';
import { Stop, tell } from './lib/say.mjs';
import { takeSettingsFile } from './settings-file.mjs';
import { settingsOrStop } from './settings.mjs';

/** What is run beside a house asks one that has been started; which kind it is it knows itself, whoever forgot to say so. */
function begunOrStop({ dataDir }, env) {
	if (!existsSync(join(dataDir, 'ports.json')))
		throw new Stop(
			2,
			`Nhà chưa từng chạy với DATA_DIR «${dataDir}»: chạy npm start trước, hoặc sửa đường dẫn.`,
			`No house has been started with DATA_DIR "${dataDir}": run npm start first, or mend the path.`
		);
	env.SEED ||= readJson(join(dataDir, 'tung-nha.json'))?.seed ?? '';
}

await tell(async () => {
	const [file, ...args] = process.argv.slice(2);
	if (!file) throw new Stop(2, 'Thiếu tên tệp cần chạy.', 'Which file shall run?');
	takeSettingsFile(process.env);
	if (file.startsWith('house/')) begunOrStop(settingsOrStop(process.env), process.env);
	const settings = settingsOrStop(process.env);
	await ensureInstalled();
	process.exit(await launchNode([inRoot(file), ...args], { env: { ...process.env, ...knownEnv(settings) } }));
});
