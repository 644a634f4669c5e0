import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { Stop } from './say.mjs';

/* Kept apart from what needs the driver: scripts read these before anything is installed. */

export const databaseName = 'tung_nha';
export const roles = { owner: 'tung_nha_owner', app: 'tung_nha_app' };
const password = () => randomBytes(24).toString('base64url');
const secretsFile = (dataDir) => join(dataDir, 'database.json');
export const clusterFolder = (dataDir) => join(dataDir, 'postgres');

/** The passwords of the embedded database, made once. Without them nobody on this machine gets in, and neither do we. */
export function secrets(dataDir) {
	const known = readJson(secretsFile(dataDir));
	if (known) return known;
	if (existsSync(join(clusterFolder(dataDir), 'PG_VERSION'))) {
		throw new Stop(
			2,
			`Mất tệp mật khẩu «${secretsFile(dataDir)}» của cơ sở dữ liệu kèm theo. Hãy đặt lại bản sao của tệp này.`,
			`"${secretsFile(dataDir)}" with the database's passwords is missing: put its copy back.`
		);
	}
	const made = { admin: password(), owner: password(), app: password() };
	writeJson(secretsFile(dataDir), made, 0o600);
	return made;
}

export const address = (user, secret, port, database = databaseName) =>
	`postgres://${user}:${secret}@127.0.0.1:${port}/${database}`;

/** The two addresses of the embedded database on `port`; `undefined` before its first start. */
export function embeddedUrls(dataDir, port) {
	const known = readJson(secretsFile(dataDir));
	if (!known || !port) return undefined;
	return { url: address(roles.app, known.app, port), ownerUrl: address(roles.owner, known.owner, port) };
}
