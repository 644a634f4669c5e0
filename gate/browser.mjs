import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { inRoot, readJson } from '../house/lib/files.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
/**
 * A page that is opened keeps its frame (`RenderDocument`): a new one for each took a third of what opening a page costs. Chrome hears the last such list
 * alone, so Playwright's own stands here too.
 */
const without = [
	'RenderDocument',
	'PaintHolding',
	'HttpsUpgrades',
	'HttpsFirstBalancedModeAutoEnable',
	'DestroyProfileOnBrowserClose',
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'AvoidCorsURLLoaderRestartOnRedirect',
	'ThirdPartyStoragePartitioning',
	'MediaRouter',
	'OptimizationHints',
	'NetworkTimeServiceQuerying',
	'PreconnectToSearch',
	'AimEnabled',
	'LensOverlay',
	'TcpPortRandomizationWin'
];
const args = ['--no-sandbox', `--disable-features=${without.join()}`];

function runs(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function onPath() {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
}

/**
 * A Chromium for the tests: the one CHROME names, one on the PATH, else the one inside @sparticuz/chromium, which comes
 * with the dependencies and is unpacked once.
 * @returns what Playwright's `launch` takes
 */
export async function findBrowser() {
	const executablePath = process.env.CHROME || onPath() || (await unpack());
	return { executablePath, args };
}

async function unpack() {
	const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
	const home = main.slice(0, main.lastIndexOf('@sparticuz'));
	const { version } = readJson(join(home, '@sparticuz/chromium/package.json'));
	const cache = inRoot('node_modules/.cache', `chromium-${version}`);
	mkdirSync(cache, { recursive: true });
	const { TMPDIR, AWS_EXECUTION_ENV } = process.env;
	// The package unpacks to TMPDIR, and brings its own libnss3, libnspr4 and libexpat only where it believes to be in the cloud.
	Object.assign(process.env, { TMPDIR: cache, AWS_EXECUTION_ENV: AWS_EXECUTION_ENV ?? 'AWS_Lambda_nodejs24.x' });
	try {
		const { default: packed } = await import('@sparticuz/chromium');
		const path = await packed.executablePath();
		giveFonts(cache);
		return path;
	} finally {
		restore('TMPDIR', TMPDIR);
		restore('AWS_EXECUTION_ENV', AWS_EXECUTION_ENV);
	}
}

/**
 * The package's own list of fonts names folders of a cloud machine only, and a bare machine has none: without fonts every
 * text is blank and the browser falls over. Vietnamese and Hindi come from our own dependencies.
 */
function giveFonts(cache) {
	const ours = ['be-vietnam-pro', 'noto-sans-devanagari'].map((name) =>
		inRoot('node_modules/@expo-google-fonts', name)
	);
	const folders = [join(cache, 'fonts'), ...ours, '/usr/share/fonts', '/usr/local/share/fonts'];
	const list = folders.map((folder) => `<dir>${folder}</dir>`).join('');
	const file = join(cache, 'fonts.conf');
	writeFileSync(
		file,
		`<?xml version="1.0"?><fontconfig>${list}<cachedir>${join(cache, 'fonts-cache')}</cachedir></fontconfig>`
	);
	process.env.FONTCONFIG_FILE = file;
}

function restore(name, value) {
	if (value === undefined) delete process.env[name];
	else process.env[name] = value;
}
