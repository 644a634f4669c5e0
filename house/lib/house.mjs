import { commonEnv, fieldEnv, outsideEnv, sandboxEnv, sandboxLines, sandboxPorts } from './child-env.mjs';
import { clusterFolder, embeddedUrls } from './database-access.mjs';
import { startDatabase } from './database.mjs';
import { inRoot } from './files.mjs';
import { giveDemo, writerOf } from './let-go.mjs';
import { forkChild, keep, plainEnv } from './keeper.mjs';
import { eachNight } from './nightly.mjs';
import { runOnce } from './once.mjs';
import { choosePorts, fieldPortOf, portComesFree } from './ports.mjs';
import { stopPostgres } from './postgres.mjs';
import { untilAnswers } from './ready.mjs';
import { say } from './say.mjs';

const urls = ({ settings, ports }) => settings.database ?? embeddedUrls(settings.dataDir, ports.DATABASE_PORT);
const isStopping = (all) => all.stopping !== undefined;

const programEnv = (all) => ({
	...plainEnv(),
	...commonEnv(all.settings),
	...fieldEnv(all.settings, all.ports),
	...outsideEnv(all.settings, all.ports),
	DATABASE_URL: urls(all).url
});

async function startServer(all) {
	const { settings, ports, kept } = all;
	if (all.begun && !(await portComesFree(ports.DATABASE_PORT))) {
		// The port went to somebody else while the server was down: program and worker must learn the new one.
		Object.assign(ports, await choosePorts(settings.dataDir, ['DATABASE_PORT']));
		for (const name of ['app', 'worker']) kept[name]?.restart();
	}
	all.begun = true;
	return startDatabase(settings.dataDir, ports.DATABASE_PORT, () => isStopping(all));
}

async function startDatabaseFirst(all) {
	const { settings, ports, kept, record } = all;
	Object.assign(ports, await choosePorts(settings.dataDir, ['DATABASE_PORT', ...sandboxPorts, ...sandboxLines]));
	Object.assign(ports, await fieldPortOf(settings));
	if (settings.database) return;
	const end = (server) => stopPostgres(server, clusterFolder(settings.dataDir));
	kept.database = keep('database', () => startServer(all), record, end);
	await kept.database.begin();
}

const letGoEnv = ({ user }) => (user ? { LET_GO: `${user.uid}:${user.gid}` } : {});

/** It may clear away what a start or a busy hour left behind (`src/program/clear-up.ts`). */
const execArgv = ['--expose-gc'];

/** Keeps one of our programs running, as whom the house lets go to. */
function program(all, name, file, env, user = all.settings.user) {
	if (isStopping(all)) return;
	all.kept[name] = keep(name, () => forkChild(inRoot(file), env(), { user, execArgv }), all.record);
	return all.kept[name].begin();
}

/** The demo's seed, and whoever opens the first page, may reach for the stand-ins at once. */
async function startSandbox(all) {
	const { settings, ports } = all;
	await program(all, 'sandbox', 'sandbox/main.ts', () => ({ ...plainEnv(), ...sandboxEnv(settings, ports) }));
	if (!all.kept.sandbox) return;
	const answers = (name) => untilAnswers(`http://127.0.0.1:${ports[name]}`, () => isStopping(all));
	await Promise.all(sandboxPorts.map(answers));
}

async function start(all) {
	const { settings } = all;
	const hold = (child, end) => (all.running.add(end), () => all.running.delete(end));
	await startDatabaseFirst(all);
	const { url, ownerUrl } = urls(all);
	const ownerEnv = { PROVINCE: settings.province, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl };
	const migrations = { vi: 'Cập nhật cấu trúc dữ liệu', en: 'Migrations' };
	if (!settings.database) {
		const before = { vi: 'Sao lưu trước khi nâng cấp', en: 'Backup before the upgrade' };
		await runOnce('house/before-upgrade.mjs', commonEnv(settings), hold, before);
	}
	await runOnce('house/migrate.mjs', ownerEnv, hold, migrations, settings.user);
	if (settings.seed === 'demo') await startSandbox(all);
	if (settings.seed === 'demo' && !isStopping(all)) {
		const demo = { vi: 'Chuẩn bị dữ liệu trình diễn', en: 'Demo data' };
		await runOnce('seed/demo.ts', programEnv(all), hold, demo, writerOf(settings));
		giveDemo(settings);
	}
	// It begins as root where we are, because only root may open the port; then it lets go by itself.
	await program(all, 'app', 'src/program/serve.ts', () => ({ ...programEnv(all), ...letGoEnv(settings) }), null);
	await program(all, 'worker', 'src/program/worker.ts', () => programEnv(all));
	if (settings.database) return;
	// It finds the embedded database by itself, as `npm run backup` does: no address is handed to it.
	const env = { ...commonEnv(settings) };
	all.endNights = eachNight(settings.backupDir, () =>
		runOnce('house/backup.ts', env, hold, { vi: 'Sao lưu', en: 'Backup' })
	);
}

/** A real house that nobody administers yet says where it is opened. It runs whether that is said or not. */
async function tellOpening(all) {
	if (all.settings.seed !== 'none' || isStopping(all)) return;
	const hold = (child, end) => (all.running.add(end), () => all.running.delete(end));
	const what = { vi: 'Xem nhà đã mở chưa', en: 'Whether the house is opened' };
	await runOnce('house/opening.ts', programEnv(all), hold, what, all.settings.user).catch((fault) =>
		say(`! ${fault.message}`)
	);
}

async function end({ kept, running, record, endNights }, code) {
	say('Đang dừng …');
	endNights?.();
	await Promise.all([...running].map((endOne) => endOne()));
	await Promise.all(['app', 'worker', 'sandbox'].map((name) => kept[name]?.stop()));
	await kept.database?.stop();
	record.close();
	say('Đã dừng.');
	process.exit(code);
}

/**
 * Everything that runs for one DATA_DIR, and the order it starts and stops in:
 * database, migrations, sandbox, seed, program and worker; back again the other way.
 */
export function house(settings, record) {
	const all = { settings, record, ports: {}, kept: {}, running: new Set(), begun: false, stopping: undefined };
	return {
		start: () => start(all),
		tellOpening: () => tellOpening(all),
		isStopping: () => isStopping(all),
		stop: (code) => (all.stopping ??= end(all, code))
	};
}
