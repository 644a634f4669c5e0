import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { address, clusterFolder, embeddedUrls, secrets } from '../house/lib/database-access.mjs';
import { copyDatabase, startDatabase } from '../house/lib/database.mjs';
import { inRoot } from '../house/lib/files.mjs';
import { launch } from '../house/lib/launch.mjs';
import { tryPort } from '../house/lib/ports.mjs';
import { stopPostgres } from '../house/lib/postgres.mjs';
import { Stop } from '../house/lib/say.mjs';

/**
 * A migrated database in a temporary folder, for tests and for the SQL lint; with so many copies, `<name>_1` and on, for whoever works side
 * by side: what one writes keeps no other waiting.
 * `still`: no table is counted by itself.
 * @returns `env` (TEST_DATABASE_URL, TEST_DATABASE_OWNER_URL, PROVINCE) and `end`, which takes all of it away
 */
export async function throwawayDatabase({ copies = 0, still = false } = {}) {
	const dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-test-'));
	const port = await tryPort(0);
	let server;
	const end = async () => {
		if (server) await stopPostgres(server, clusterFolder(dataDir));
		rmSync(dataDir, { recursive: true, force: true });
	};
	try {
		server = await startDatabase(dataDir, port);
		if (still) await countNothing(dataDir, port);
		const { url, ownerUrl } = embeddedUrls(dataDir, port);
		const province = process.env.PROVINCE || 'thanh_hoa';
		const migrating = { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, PROVINCE: province };
		const code = await launch(process.execPath, [inRoot('house/migrate.mjs')], { env: migrating });
		if (code !== 0) throw new Stop(1, 'Không dựng được cơ sở dữ liệu thử.', 'The test database could not be migrated.');
		for (let n = 1; n <= copies; n++) await copyDatabase(dataDir, port, n);
		return { env: { TEST_DATABASE_URL: url, TEST_DATABASE_OWNER_URL: ownerUrl, PROVINCE: province }, end };
	} catch (fault) {
		await end();
		throw fault;
	}
}

/**
 * A test that never commits leaves tables that count as empty and are full: planned for nothing, a list of a thousand took minutes, in one run of ten.
 * Uncounted, each is planned alike whatever ran before.
 */
async function countNothing(dataDir, port) {
	const server = postgres(address('postgres', secrets(dataDir).admin, port, 'postgres'), { max: 1, onnotice() {} });
	try {
		await server.unsafe('alter system set autovacuum = off');
		await server.unsafe('select pg_reload_conf()');
	} finally {
		await server.end({ timeout: 5 });
	}
}

/** Runs `work` with a cleanup that also comes when a signal, or the end of our parent, cuts it short. */
export async function cleaningUp(end, work) {
	let ending;
	const once = () => (ending ??= end());
	const cut = () => once().finally(() => process.exit(130));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, cut);
	process.channel?.unref();
	try {
		return await work();
	} finally {
		await once();
	}
}
