/*
 * The one process that keeps the house: PostgreSQL, sandbox, program and worker. It stays in plain JavaScript and does
 * little, so that it is the last to break. Each child ends by a closed channel when this process dies; the database ends
 * by a signal of the kernel, or is stopped by the next start.
 */
import { readFileSync } from 'node:fs';
import { claim, clear, openDataDir } from './lib/data-dir.mjs';
import { inRoot } from './lib/files.mjs';
import { house } from './lib/house.mjs';
import { ensureKeys } from './lib/keys.mjs';
import { tryPort } from './lib/ports.mjs';
import { clusterFolder } from './lib/database-access.mjs';
import { stopLeftoverServer } from './lib/postgres-leftover.mjs';
import { letGoOf } from './lib/let-go.mjs';
import { announce, untilHealthy } from './lib/ready.mjs';
import { endLeftovers, openRecord } from './lib/run-record.mjs';
import { holdDataDir } from './lib/single.mjs';
import { outliveTerminal, say, Stop, tell } from './lib/say.mjs';
import { databaseFaults } from './lib/database-check.mjs';
import { takeSettingsFile } from './settings-file.mjs';
import { settingsOrStop, stopAt } from './settings.mjs';

const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

async function stopLeftovers({ dataDir }) {
	const left = await endLeftovers(dataDir);
	await stopLeftoverServer(clusterFolder(dataDir));
	if (left.length) say(`Đã dừng phần còn lại của lần chạy trước: ${left.join(', ')}.`);
}

function reset({ dataDir, database }) {
	const left = clear(dataDir);
	say(
		`Đã xóa dữ liệu trong «${dataDir}».`,
		...(left.length ? [`  Giữ nguyên vì không phải của Từng Nhà: ${left.join(', ')}`] : [])
	);
	if (database) say('  Cơ sở dữ liệu ở DATABASE_URL không bị đụng tới.');
}

async function portOrStop(host, port, name) {
	if (await tryPort(port, host)) return;
	throw new Stop(
		2,
		`Không mở được cổng ${port} trên ${host}: có chương trình khác đang dùng, hoặc không được phép. Hãy đặt ${name} khác.`,
		`Port ${port} on ${host} cannot be opened: something else uses it, or it is not allowed. Set another ${name}.`
	);
}

function stopOnSignal(stop) {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
	process.on('disconnect', () => stop(0));
}

await tell(async () => {
	outliveTerminal();
	takeSettingsFile(process.env);
	const settings = settingsOrStop(process.env);
	// Before anything is touched: a half-built house is worse than none.
	if (settings.database && !process.argv.includes('--reset'))
		stopAt(await databaseFaults(settings.database, settings.province));
	openDataDir(settings.dataDir);
	await holdDataDir(settings);
	await stopLeftovers(settings);
	if (process.argv.includes('--reset')) {
		reset(settings);
		process.exit(0);
	}
	claim(settings.dataDir, settings.seed);
	await portOrStop(settings.host, settings.port, 'PORT');
	if (settings.field) await portOrStop(settings.host, settings.field.port, 'FIELD_PORT');
	const user = letGoOf(settings, ensureKeys);
	const record = openRecord(settings.dataDir, version);
	const ours = house({ ...settings, user }, record);
	stopOnSignal(ours.stop);
	try {
		await ours.start();
		if (!(await untilHealthy(settings, ours.isStopping))) return;
		announce(settings, user);
		await ours.tellOpening();
	} catch (fault) {
		if (ours.isStopping()) return;
		process.stderr.write(`\n✗ ${fault instanceof Stop ? fault.message : fault.stack}\n`);
		await ours.stop(fault.exitCode ?? 1);
	}
});
