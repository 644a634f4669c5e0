import { accessSync, constants, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, readJson, writeJson } from './files.mjs';
import { Stop } from './say.mjs';

const markerName = 'tung-nha.json';

/** Everything that we ever put into DATA_DIR. Reset takes these away and leaves what a stranger put beside them. */
const ours = [
	'postgres',
	'postgres.init',
	'postgres.log',
	'postgres.log.1',
	'database.json',
	'ports.json',
	'run.json',
	'sandbox',
	'sandbox.json',
	'demo.json',
	'keys.json',
	'files',
	'uploads',
	'tmp',
	'exports',
	markerName
];

/** Makes DATA_DIR, or says why it cannot be. */
export function openDataDir(dataDir) {
	try {
		makeFolder(dataDir, 0o711);
		readdirSync(dataDir);
		accessSync(dataDir, constants.W_OK);
	} catch (fault) {
		throw new Stop(
			2,
			`Không dùng được thư mục dữ liệu DATA_DIR «${dataDir}» (${fault.code}).`,
			`The data folder DATA_DIR "${dataDir}" cannot be used (${fault.code}).`
		);
	}
}

/** What the lock is taken on: the folder itself, by whatever path it was reached. */
export function folderIdentity(dataDir) {
	const { dev, ino } = statSync(dataDir, { bigint: true });
	return process.platform === 'win32' ? dataDir.toLowerCase() : `${dev}:${ino}`;
}

export const readMarker = (dataDir) => readJson(join(dataDir, markerName));

/**
 * The folder remembers what it was begun for. Demo data must never pass for real data, nor a demo password open a real
 * register, so one folder stays with one SEED.
 */
export function claim(dataDir, seed) {
	const marker = readMarker(dataDir);
	if (marker && marker.seed !== seed) {
		throw new Stop(
			2,
			`Thư mục «${dataDir}» đã bắt đầu với SEED=${marker.seed}, không chạy tiếp với SEED=${seed} được. Hãy chọn DATA_DIR khác.`,
			`"${dataDir}" was begun with SEED=${marker.seed} and cannot go on with SEED=${seed}: choose another DATA_DIR.`
		);
	}
	return marker ?? mark(dataDir, { seed, begun: new Date().toISOString() });
}

export function mark(dataDir, facts) {
	const marker = { program: 'tung-nha', ...readMarker(dataDir), ...facts };
	writeJson(join(dataDir, markerName), marker);
	return marker;
}

/** Takes away the demo that is ours in a folder that is ours; a real house is taken down by hand alone. Call only under the lock and with nothing left running. */
export function clear(dataDir) {
	if (readMarker(dataDir)?.program !== 'tung-nha') {
		throw new Stop(
			2,
			`«${dataDir}» không phải thư mục dữ liệu của Từng Nhà: không xóa gì.`,
			`"${dataDir}" is no data folder of Từng Nhà: nothing was deleted.`
		);
	}
	if (readMarker(dataDir).seed !== 'demo') {
		throw new Stop(
			2,
			`«${dataDir}» là nhà thật: không xóa gì. Muốn dỡ: dừng nhà, giữ một bản sao lưu và KEYS_FILE ở nơi khác, rồi tự tay xóa thư mục này.`,
			`"${dataDir}" is a real house: nothing was deleted. To take it down: stop it, keep a backup and KEYS_FILE elsewhere, then delete this folder by hand.`
		);
	}
	for (const name of ours) rmSync(join(dataDir, name), { recursive: true, force: true });
	return readdirSync(dataDir);
}
