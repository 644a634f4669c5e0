import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Stop } from './say.mjs';

/*
 * PostgreSQL refuses to run as root, and as a user that /etc/passwd does not know.
 * Root's first choice is a user namespace: the server believes it is `nobody`, the kernel still sees root, so a folder that
 * only root can enter is fine. Where namespaces are forbidden (many containers), a real user of the system runs it.
 */
const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
const works = ([command, ...args], options) => spawnSync(command, args, { stdio: 'ignore', ...options }).status === 0;
const ownerOf = (path) => statSync(path, { throwIfNoEntry: false })?.uid;

function passwdUser(wanted) {
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.filter(([, , uid]) => Number(uid) > 0)
		.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
	return users.find(wanted);
}

/** A user reaches binaries and data by plain rights, or (`setpriv`) by one capability that lets it pass closed parents. */
function asUser(user, binary, folder) {
	const identity = { uid: user.uid, gid: user.gid };
	const reaches = works([binary, '--version'], identity) && works(['test', '-x', dirname(folder)], identity);
	if (reaches) return { wrap: [], identity, owner: identity };
	const caps = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'];
	const wrap = ['setpriv', '--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups', ...caps];
	return works([...wrap, binary, '--version']) ? { wrap, identity: {}, owner: identity } : undefined;
}

function asRoot(folder, binary) {
	const owner = ownerOf(folder);
	const inNamespace = owner === undefined || owner === 0 ? works([...namespace, 'true']) : false;
	if (inNamespace) return { wrap: namespace, identity: {}, owner: undefined };
	const user =
		owner > 0
			? passwdUser(({ uid }) => uid === owner)
			: (passwdUser(({ name }) => name === 'postgres') ?? passwdUser(({ name }) => name === 'nobody'));
	const way = user && owner !== 0 ? asUser(user, binary, folder) : undefined;
	if (way) return way;
	throw new Stop(
		2,
		`PostgreSQL không chạy được dưới quyền root với «${folder}» trên máy này. Hãy chạy bằng một tài khoản thường sở hữu DATA_DIR, hoặc đặt DATABASE_URL tới một PostgreSQL có sẵn.`,
		`PostgreSQL refuses root and no other way was found for "${folder}" here: run as an ordinary user who owns DATA_DIR, or set DATABASE_URL to an existing PostgreSQL.`
	);
}

/**
 * Who runs PostgreSQL on `folder`; an existing folder's owner decides.
 * @returns `wrap` (words before the command), `identity` (uid and gid for spawn), `owner` (of new files, when not us),
 * `leash` (words that end the server when we die).
 */
export function runAs(folder, binary) {
	const leash =
		process.platform === 'linux' && works(['setpriv', '--pdeathsig', 'INT', 'true'])
			? ['setpriv', '--pdeathsig', 'INT']
			: [];
	if (process.getuid?.() === 0) return { ...asRoot(folder, binary), leash };
	const owner = ownerOf(folder);
	if (process.getuid && owner !== undefined && owner !== process.getuid()) {
		throw new Stop(
			2,
			`«${folder}» thuộc tài khoản số ${owner}: hãy chạy bằng tài khoản đó hoặc chọn DATA_DIR khác.`,
			`"${folder}" belongs to user ${owner}: run as that user or choose another DATA_DIR.`
		);
	}
	return { wrap: [], identity: {}, owner: undefined, leash };
}
