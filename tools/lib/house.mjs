import { commonEnv, outsideEnv, sandboxEnv, sandboxPorts } from './child-env.mjs';
import { clusterFolder, embeddedUrls } from './database-access.mjs';
import { startDatabase } from './database.mjs';
import { inCheckout, inRoot } from './files.mjs';
import { forkChild, keep, plainEnv } from './keeper.mjs';
import { runOnce } from './once.mjs';
import { choosePorts, portComesFree } from './ports.mjs';
import { stopPostgres } from './postgres.mjs';
import { untilAnswers } from './ready.mjs';
import { say } from './say.mjs';

/**
 * Everything that runs for one DATA_DIR, and the order it starts and stops in:
 * database, migrations, sandbox, seed, program and worker; back again the other way.
 */
export function house(settings, record) {
	const kept = {};
	const running = new Set();
	let [ports, database, stopping] = [{}, undefined, undefined];
	const urls = () => settings.database ?? embeddedUrls(settings.dataDir, ports.DATABASE_PORT);
	const programEnv = () => ({
		...plainEnv(),
		...commonEnv(settings),
		...outsideEnv(settings, ports),
		DATABASE_URL: urls().url
	});
	const hold = (child, end) => (running.add(end), () => running.delete(end));

	async function startServer() {
		if (database && !(await portComesFree(ports.DATABASE_PORT))) {
			// The port went to somebody else while the server was down: program and worker must learn the new one.
			Object.assign(ports, await choosePorts(settings.dataDir, ['DATABASE_PORT']));
			for (const name of ['app', 'worker']) kept[name]?.restart();
		}
		database = await startDatabase(settings.dataDir, ports.DATABASE_PORT, () => stopping !== undefined);
		return database;
	}

	async function startDatabaseFirst() {
		Object.assign(ports, await choosePorts(settings.dataDir, ['DATABASE_PORT', ...sandboxPorts]));
		if (settings.database) return;
		kept.database = keep('database', startServer, record, (server) =>
			stopPostgres(server, clusterFolder(settings.dataDir))
		);
		await kept.database.begin();
	}

	function program(name, file, env) {
		if (stopping) return;
		if (!inCheckout(file)) return say(`– chưa có ${file}: bỏ qua (not there yet)`);
		kept[name] = keep(name, () => forkChild(inRoot(file), env()), record);
		return kept[name].begin();
	}

	/** The demo's seed, and whoever opens the first page, may reach for the stand-ins at once. */
	async function startSandbox() {
		await program('sandbox', 'sandbox/main.ts', () => ({ ...plainEnv(), ...sandboxEnv(settings, ports) }));
		if (!kept.sandbox) return;
		await Promise.all(
			sandboxPorts.map((name) => untilAnswers(`http://127.0.0.1:${ports[name]}`, () => stopping !== undefined))
		);
	}

	async function start() {
		await startDatabaseFirst();
		const ownerEnv = { PROVINCE: settings.province, DATABASE_URL: urls().url, DATABASE_OWNER_URL: urls().ownerUrl };
		await runOnce('tools/migrate.mjs', ownerEnv, hold, { vi: 'Cập nhật cấu trúc dữ liệu', en: 'Migrations' });
		const demo = settings.seed === 'demo';
		if (demo) await startSandbox();
		if (demo && !stopping)
			await runOnce('seed/demo.ts', programEnv(), hold, { vi: 'Chuẩn bị dữ liệu trình diễn', en: 'Demo data' });
		await program('app', 'src/serve.ts', programEnv);
		await program('worker', 'src/worker.ts', programEnv);
	}

	async function end(code) {
		say('Đang dừng …');
		await Promise.all([...running].map((endOne) => endOne()));
		await Promise.all(['app', 'worker', 'sandbox'].map((name) => kept[name]?.stop()));
		await kept.database?.stop();
		record.close();
		say('Đã dừng.');
		process.exit(code);
	}

	return { start, isStopping: () => stopping !== undefined, stop: (code) => (stopping ??= end(code)) };
}
