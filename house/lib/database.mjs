import { join } from 'node:path';
import postgres from 'postgres';
import { address, clusterFolder, databaseName, roles, secrets } from './database-access.mjs';
import { startPostgres } from './postgres.mjs';

/** Starts the embedded server and sees to its roles and database. @returns the server's process */
export async function startDatabase(dataDir, port, isStopping) {
	const known = secrets(dataDir);
	const server = await startPostgres({
		folder: clusterFolder(dataDir),
		port,
		password: known.admin,
		logFile: join(dataDir, 'postgres.log'),
		isStopping
	});
	await prepare(known, port);
	return server;
}

const connect = (known, port, database) =>
	postgres(address('postgres', known.admin, port, database), { max: 1, onnotice() {}, connect_timeout: 20 });

/** Another database like the house's own as it stands, to whose name `_<n>` is added. Nobody may be connected to it. */
export async function copyDatabase(dataDir, port, n) {
	const server = connect(secrets(dataDir), port, 'postgres');
	try {
		const copy = `${databaseName}_${n}`;
		await server.unsafe(`create database ${copy} template ${databaseName} owner ${roles.owner}`);
		await server.unsafe(`revoke all on database ${copy} from public`);
		await server.unsafe(`grant connect on database ${copy} to ${roles.app}`);
	} finally {
		await server.end({ timeout: 5 });
	}
}

/** Idempotent: the owner owns the database and is no superuser, the program's role owns nothing and cannot pass row security. */
async function prepare(known, port) {
	const server = connect(known, port, 'postgres');
	try {
		for (const [kind, name] of Object.entries(roles)) {
			const there = await server`select from pg_roles where rolname = ${name}`;
			const rights = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
			// The password is base64url, so quoting it is enough: utility statements take no parameters.
			await server.unsafe(`${there.length ? 'alter' : 'create'} role ${name} ${rights} password '${known[kind]}'`);
		}
		const there = await server`select from pg_database where datname = ${databaseName}`;
		if (there.length === 0) await server.unsafe(`create database ${databaseName} owner ${roles.owner}`);
		await server.unsafe(
			`revoke all on database ${databaseName} from public; grant connect on database ${databaseName} to ${roles.app}`
		);
	} finally {
		await server.end({ timeout: 5 });
	}
}
