/* The tests themselves, under Node 24: rules and commands against a throwaway database, then the journeys in a browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { runTool } from '../house/lib/build.mjs';
import { readJson } from '../house/lib/files.mjs';
import { say, tell } from '../house/lib/say.mjs';
import { cleaningUp, throwawayDatabase } from './throwaway.mjs';

// A part of the tests covers a part of the SQL: only whole runs are held to all of it.
const whole = process.argv.length === 2;
const rounds = [
	{ name: 'rules', args: whole ? ['--coverage.enabled'] : [] },
	{ name: 'journeys', args: ['--config', 'vitest.journeys.config.ts'] }
];

/** What vitest's report counts. A file that broke before its first test, or a run that broke outside any test, is a failure too. */
function count(report, code) {
	if (!report) return { passed: 0, failed: 1 };
	const broken = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
	);
	const failed = report.numFailedTests + broken.length;
	return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function runRound({ name, args }, env, folder, more) {
	const out = join(folder, `${name}.json`);
	const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${out}`, '--passWithNoTests'];
	const code = await runTool('vitest/vitest.mjs', ['run', ...args, ...reports, ...more], { env });
	return count(readJson(out), code);
}

async function runAll(env, folder) {
	const total = { passed: 0, failed: 0 };
	for (const round of rounds) {
		const { passed, failed } = await runRound(round, env, folder, process.argv.slice(2));
		total.passed += passed;
		total.failed += failed;
	}
	return total;
}

await tell(async () => {
	const browser = await findBrowser();
	const database = await throwawayDatabase();
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-reports-'));
	const end = async () => {
		rmSync(folder, { recursive: true, force: true });
		await database.end();
	};
	const env = { ...process.env, ...database.env, CHROME: browser.executablePath, HOLD_ANSWERS: 'yes' };
	const { passed, failed } = await cleaningUp(end, () => runAll(env, folder));
	say('', `${passed} passed, ${failed} failed`);
	// Nothing run is nothing shown.
	process.exit(failed > 0 || passed === 0 ? 1 : 0);
});
