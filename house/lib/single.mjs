import { existsSync } from 'node:fs';
import { folderIdentity } from './data-dir.mjs';
import { takeLock, whoHolds } from './lock.mjs';
import { Stop } from './say.mjs';

const lockName = (dataDir) => `data ${folderIdentity(dataDir)}`;

const runsAlready = (dataDir, { pid = '?', address = '?', since = '?' }) =>
	new Stop(
		3,
		`Từng Nhà đang chạy với «${dataDir}» rồi (tiến trình ${pid}, ${address}).`,
		`Từng Nhà is already running on "${dataDir}" (process ${pid}, since ${since}).`
	);

/** Looks only: the launcher asks before it installs or builds under a running house. */
export async function refuseWhileRunning({ dataDir }) {
	const by = existsSync(dataDir) ? await whoHolds(lockName(dataDir)) : undefined;
	if (by) throw runsAlready(dataDir, by);
}

/** Makes this process the only one on DATA_DIR until it ends, or says who is (exit code 3). */
export async function holdDataDir({ dataDir, origin }) {
	const since = new Date().toISOString();
	const lock = await takeLock(lockName(dataDir), () => ({ since, address: origin }));
	if (!lock.held) throw runsAlready(dataDir, lock.by);
}
