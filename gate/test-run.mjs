/* The tests themselves, under Node 24: rules and commands against a throwaway database, then the journeys in a browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findBrowser } from './browser.mjs';
import { runTool } from '../house/lib/build.mjs';
import { inRoot, readJson } from '../house/lib/files.mjs';
import { say, tell } from '../house/lib/say.mjs';
import { seededHouse } from './seeded-house.mjs';
import { sideBySide } from './side-by-side.mjs';
import { cleaningUp, throwawayDatabase } from './throwaway.mjs';

// A part of the tests covers a part of the SQL: only whole runs are held to all of it.
const whole = process.argv.length === 2;
const journeys = ['--config', 'vitest.journeys.config.ts', '--project'];
/** One that stumbles over a busy machine is walked again; where several do, it is not the machine. */
const MOST_AGAIN = 2;
/** One round after the other; what stands in one round runs side by side, each with a house of its own. */
const rounds = [
	[{ name: 'rules', args: whole ? ['--coverage.enabled'] : [] }],
	[
		{ name: 'journeys', args: [...journeys, 'shared'], houses: true },
		{ name: 'apart', args: [...journeys, 'own', '--project', 'apart'], houses: true }
	]
];

/** What vitest's report counts. A file that broke before its first test, or a run that broke outside any test, is a failure too. */
function count(report, code) {
	if (!report) return { passed: 0, failed: 1, fell: ['no report was written'], again: [] };
	const broken = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
	);
	const fell = [...report.testResults.flatMap(whatFell), ...broken.map((file) => `${nameOf(file)}\n${file.message}`)];
	if (fell.length === 0 && code !== 0)
		fell.push(`ended with ${code} and no test failed: coverage, or an error outside any test`);
	return { passed: report.numPassedTests, failed: fell.length, fell, again: walkedTwice(report) };
}

const nameOf = (file) => relative(inRoot('.'), file.name);
/** Whoever reads only the end of a long run reads there what felled it. */
const whatFell = (file) =>
	file.assertionResults
		.filter(({ status }) => status === 'failed')
		.map(({ fullName, failureMessages }) => `${nameOf(file)}: ${fullName}\n${failureMessages[0]}`);

/** Journeys that failed and passed when they were walked once more in the same house (`retry`), with what felled them first. */
const walkedTwice = (report) =>
	report.testResults.flatMap((file) =>
		file.assertionResults
			.filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
			.map(({ fullName, failureMessages }) => `${nameOf(file)}: ${fullName}\n${failureMessages[0]}`)
	);

const minutes = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1000)).padStart(2, '0')}`;

/** What took long says so: whoever makes it faster begins at the top. */
function tellSlowest({ name }, report) {
	const files = (report?.testResults ?? [])
		.map((file) => ({ file: nameOf(file), ms: file.endTime - file.startTime }))
		.toSorted((a, b) => b.ms - a.ms);
	if (files.length > 1)
		say('', `${name}, longest first:`, ...files.slice(0, 16).map(({ file, ms }) => `  ${minutes(ms)}  ${file}`));
}

async function runPart(part, env, folder, more) {
	const { name, args } = part;
	const out = join(folder, `${name}.json`);
	const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${out}`, '--passWithNoTests'];
	const code = await runTool('vitest/vitest.mjs', ['run', ...args, ...reports, ...more], { env });
	const report = readJson(out);
	tellSlowest(part, report);
	return count(report, code);
}

async function runAll(env, folder, atEnd) {
	const total = { passed: 0, failed: 0, fell: [], again: [] };
	// It is sown while the rules run, which leave it room.
	const sown = whole ? seededHouse(env) : null;
	sown?.catch(() => {});
	if (sown) atEnd({ end: () => sown.then(({ end }) => end()).catch(() => {}) });
	for (const round of rounds) {
		const seeded = sown && round.some(({ houses }) => houses) ? await sown : { env };
		const counts = await Promise.all(round.map((part) => runPart(part, seeded.env, folder, process.argv.slice(2))));
		total.passed += counts.reduce((sum, { passed }) => sum + passed, 0);
		total.failed += counts.reduce((sum, { failed }) => sum + failed, 0);
		total.fell.push(...counts.flatMap(({ fell }) => fell));
		total.again.push(...counts.flatMap(({ again }) => again));
	}
	return total;
}

await tell(async () => {
	const browser = await findBrowser();
	const ends = [];
	const atEnd = (made) => (ends.unshift(made.end), made);
	const end = async () => {
		for (const one of ends) await one();
	};
	const { passed, failed, fell, again } = await cleaningUp(end, async () => {
		const database = atEnd(await throwawayDatabase({ copies: sideBySide.houses, still: true }));
		const folder = mkdtempSync(join(tmpdir(), 'tung-nha-reports-'));
		atEnd({ end: () => rmSync(folder, { recursive: true, force: true }) });
		const env = { ...process.env, ...database.env, CHROME: browser.executablePath, HOLD_ANSWERS: 'yes' };
		return runAll(env, folder, atEnd);
	});
	if (again.length > 0) say('', `walked twice, at most ${MOST_AGAIN} may be:`, ...again);
	if (fell.length > 0) say('', 'failed:', ...fell);
	say('', `${passed} passed, ${failed} failed`);
	// Nothing run is nothing shown.
	process.exit(failed > 0 || passed === 0 || again.length > MOST_AGAIN ? 1 : 0);
});
