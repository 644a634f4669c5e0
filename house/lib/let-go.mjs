import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './files.mjs';
import { Stop, warn } from './say.mjs';

/*
 * Whoever starts the house as root (port 443) needs root for that door and for nothing behind it. The program opens the port and
 * becomes an ordinary user; worker, stand-ins and migrations are that user from the start. The supervisor stays root,
 * because it opens the port again after a fall, and hears nobody from outside.
 */

/** Every user of the system by name and number. */
const users = () =>
	readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.filter(([name, , uid]) => name && /^\d+$/.test(uid ?? ''))
		.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));

function named(runAs) {
	const user = users().find(({ name, uid }) => name === runAs || `${uid}` === runAs);
	if (user) return user;
	throw new Stop(
		2,
		`RUN_AS: máy này không có tài khoản «${runAs}».`,
		`RUN_AS: there is no user "${runAs}" on this machine.`
	);
}

function ownerOf(dataDir) {
	const { uid, gid } = statSync(dataDir);
	return users().find((user) => user.uid === uid) ?? { name: `${uid}`, uid, gid };
}

/** What the program writes to, and in a demo the stand-ins; everything else in DATA_DIR is the supervisor's. */
const written = ({ dataDir, seed }) =>
	(seed === 'demo' ? ['files', 'sandbox'] : ['files']).map((name) => join(dataDir, name));
const isRoots = (path) => statSync(path).uid === 0;

const probe = `
	const { accessSync, constants: { R_OK, W_OK, X_OK }, readdirSync } = require('node:fs');
	const [read, write] = JSON.parse(process.argv[1]);
	const can = (path, mode) => { try { accessSync(path, mode); return true; } catch { return false; } };
	const within = (path) => can(path, R_OK) ? readdirSync(path, { withFileTypes: true }) : [];
	const folders = (path) => [path, ...within(path).filter((one) => one.isDirectory()).map(({ name }) => path + '/' + name)];
	const wrong = [...read.filter((path) => !can(path, R_OK)), ...write.filter((path) => !folders(path).every((one) => can(one, R_OK | W_OK | X_OK)))];
	process.stdout.write(JSON.stringify(wrong));
`;

/** What of all that the program needs this user cannot reach: its paths, none when all is well. */
function unreachable({ uid, gid }, settings) {
	const there = written(settings).filter((path) => existsSync(path));
	const read = [inRoot('build/handler.js'), settings.keysFile];
	const write = isRoots(settings.dataDir) ? there : [settings.dataDir, ...there];
	const args = ['-e', probe, JSON.stringify([read, write])];
	const asked = spawnSync(process.execPath, args, { uid, gid, cwd: '/', env: {}, encoding: 'utf8' });
	return asked.status === 0 ? JSON.parse(asked.stdout) : [process.execPath];
}

const quoted = (paths) => paths.map((path) => `'${path}'`).join(' ');

function warnRoot(vi, en) {
	warn(
		`Cả chương trình đang chạy bằng root: ai lọt vào chương trình thì có cả máy này. ${vi}`,
		`The whole program runs as root: whoever breaks into it has this machine. ${en}`
	);
}

/** Whom root becomes: RUN_AS, or whoever owns DATA_DIR; `undefined` when nobody starts as root, or nobody else is meant. */
function meant({ runAs, dataDir }) {
	const self = process.getuid?.();
	if (runAs === undefined) return self === 0 && !isRoots(dataDir) ? ownerOf(dataDir) : undefined;
	const user = named(runAs);
	if (self === 0) return user.uid === 0 ? undefined : user;
	if (user.uid === self) return undefined;
	throw new Stop(2, 'RUN_AS chỉ dùng được khi khởi động bằng root.', 'RUN_AS needs a start as root.');
}

/**
 * Whom the program, the worker and the stand-ins become, once DATA_DIR is there; `undefined` when they stay who they are. Nothing that
 * lies there changes its owner: where that user cannot use it, RUN_AS stops with what to do, and a folder's owner is not insisted on.
 * @param ensureKeys makes KEYS_FILE where there is none, for its owner
 */
export function letGoOf(settings, ensureKeys) {
	const user = meant(settings);
	ensureKeys(settings, user);
	if (!user) {
		if (process.getuid?.() === 0 && settings.runAs === undefined)
			warnRoot('Hãy đặt RUN_AS=<tài khoản thường>.', 'Set RUN_AS=<an ordinary user>.');
		return undefined;
	}
	makeWritten(user, settings);
	const wrong = unreachable(user, settings);
	if (wrong.length === 0) return user;
	const remedy = `chown -R ${user.uid}:${user.gid} ${quoted(wrong)}`;
	const vi = `Tài khoản «${user.name}» không dùng được ${wrong.join(', ')}. Nếu là dữ liệu cũ, tắt nhà rồi chạy một lần: ${remedy}`;
	const en = `The user "${user.name}" cannot use ${wrong.join(', ')}. If it is older data, stop the house and run once: ${remedy}`;
	if (settings.runAs !== undefined) throw new Stop(2, `RUN_AS: ${vi}`, `RUN_AS: ${en}`);
	warnRoot(vi, en);
	return undefined;
}

/** DATA_DIR stays root's, so that nobody lays a link there in root's way; what the program writes to is its own. */
function makeWritten({ uid, gid }, settings) {
	if (!isRoots(settings.dataDir)) return;
	for (const path of written(settings).filter((one) => !existsSync(one))) {
		mkdirSync(path, { mode: 0o700 });
		chownSync(path, uid, gid);
	}
}

/** Who may write into DATA_DIR itself. */
export const writerOf = ({ user, dataDir }) => (user && !isRoots(dataDir) ? user : undefined);

/** A demo's file of passwords, which root's seed wrote and the program shows. */
export function giveDemo({ user, dataDir }) {
	const file = join(dataDir, 'demo.json');
	if (user && isRoots(dataDir)) chownSync(file, user.uid, user.gid);
}
