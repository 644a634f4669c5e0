import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inCheckout, inRoot, root } from './files.mjs';
import { inTurn } from './lock.mjs';
import { launchNode } from './node24.mjs';
import { say, Stop } from './say.mjs';

const parts = ['src', 'static', 'vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const made = [inRoot('src/words/generated')];
const stamp = inRoot('build', '.stamp');

function filesUnder(path) {
	if (!existsSync(path) || made.includes(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesUnder(join(path, name)));
}

/** One hash of everything that goes into the build; what the build itself makes is left out. */
function sourceHash() {
	const hash = createHash('sha256');
	for (const file of parts.flatMap((part) => filesUnder(inRoot(part)))) {
		hash.update(`${relative(root, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
	}
	return hash.digest('hex');
}

/** Runs one of the packages' own programs under Node 24. */
export const runTool = (file, args, options) => launchNode([inRoot('node_modules', file), ...args], options);

async function must(step, code) {
	if (code !== 0) throw new Stop(1, `${step}: không xong (mã ${code}).`, `${step}: failed with ${code}.`);
}

/** Compiles the words of all rooms: pages, seed and worker import what comes out. */
export async function compileWords() {
	await must('words', await launchNode([inRoot('src/words/compile.mjs')]));
}

function isBuilt(hash) {
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) return false;
	return inCheckout('src/words/generated');
}

/** Builds when the sources differ from those of the last build. */
export async function ensureBuilt() {
	await inTurn(`build ${root}`, async () => {
		const hash = sourceHash();
		if (isBuilt(hash)) return;
		say('Đang dựng chương trình (chỉ khi mã nguồn thay đổi) …');
		await compileWords();
		const env = { ...process.env, NODE_ENV: 'production' };
		await must('vite build', await runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { env }));
		mkdirSync(inRoot('build'), { recursive: true });
		writeFileSync(stamp, hash);
	});
}
