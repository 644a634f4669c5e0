import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { seeded } from '#kernel/seeded.ts';
import { searchFewest } from '#capabilities/home-visits/rules-fleet.ts';
import { DISTANCE, HOME_CARE } from '#capabilities/home-visits/rules-objective.ts';
import { problemOf, type Given } from '#capabilities/home-visits/rules-problem.ts';
import { tour } from '#capabilities/home-visits/rules-routes.ts';
import { planVisits, type Plan } from '#capabilities/home-visits/rules-plan.ts';
import { search, type Budget, type Found } from '#capabilities/home-visits/rules-search.ts';
import { BEST_KNOWN } from './plan-best-known.ts';
import { checkHomeCare, checkSolomon, type Answer, type Verdict } from './plan-check.ts';
import { readHomeCare, readSolomon } from './plan-read.ts';
import { communeDay } from '../tests/support/visit-day.ts';
import { faultsOf } from '../tests/support/visit-faults.ts';
import { say } from './say.ts';

const clock = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
};

type Suite = {
	title: string;
	folder: string;
	takes: RegExp;
	seconds: number;
	/** Mean gap in percent that is held. */
	gate: number | null;
	read: (file: string) => Given;
	solve: (given: Given, budget: Budget) => Found;
	check: (file: string, answer: Answer) => Verdict;
};

/** Beside the repository. */
const BESIDE = join(import.meta.dirname, '../../shared/bench');
const SEED = 1;
const solomon = { folder: 'solomon', takes: /\.txt$/, seconds: 5, read: readSolomon, check: checkSolomon } as const;
const homeCare = (size: number, gate: number | null): Suite => ({
	title: `home care with pairs, ${size} patients: a third of distance, lateness, largest lateness`,
	folder: 'hhcrsp',
	takes: new RegExp(`_${size}_\\d+\\.json$`),
	seconds: 10,
	gate,
	read: readHomeCare,
	solve: (given, budget) => search({ problem: problemOf(given), objective: HOME_CARE, random: seeded(SEED), budget }),
	check: checkHomeCare
});

const SUITES: readonly Suite[] = [
	{
		...solomon,
		title: 'Solomon, fewest vehicles and then distance',
		gate: 1.5,
		solve: (given, budget) => searchFewest(problemOf(given), seeded(SEED), budget)
	},
	{
		...solomon,
		title: 'Solomon, distance alone',
		gate: null,
		solve: (given, budget) => search({ problem: problemOf(given), objective: DISTANCE, random: seeded(SEED), budget })
	},
	homeCare(10, null),
	homeCare(25, 1),
	homeCare(50, 2.5),
	homeCare(75, null),
	homeCare(100, null)
];

/** Stops by vehicle, with the customer's number in its file and which of their services it is. */
function answerOf({ tasks }: Given, problem: ReturnType<typeof problemOf>, { routes }: Found): Answer {
	return Array.from({ length: problem.m }, (_, v) =>
		tour(problem, routes, v).map((x) => {
			const customer = tasks[x]!.place;
			return { customer, service: x - tasks.findIndex(({ place }) => place === customer), start: routes.start[x]! };
		})
	);
}

const filesOf = ({ folder, takes }: Suite, from: string): string[] =>
	existsSync(join(from, folder))
		? readdirSync(join(from, folder))
				.filter((file) => takes.test(file))
				.toSorted()
		: [];

type Judged = { verdict: Verdict; rounds: number; known: (typeof BEST_KNOWN)[string] | undefined };

function judge(suite: Suite, from: string, file: string): Judged {
	const path = join(from, suite.folder, file);
	const given = suite.read(path);
	const found = suite.solve(given, { seconds: suite.seconds, clock });
	const verdict = suite.check(path, answerOf(given, problemOf(given), found));
	return { verdict, rounds: found.rounds, known: BEST_KNOWN[file.replace(/\.[a-z]+$/, '')] };
}

const gapOf = ({ verdict, known }: Judged): number | null => (known ? 100 * (verdict.cost / known.cost - 1) : null);

function tell(file: string, judged: Judged): void {
	const { verdict, rounds, known } = judged;
	const fleet = (vehicles: number | undefined): string => (known?.vehicles ? `${vehicles} / ` : '');
	const gap = known
		? `best known ${fleet(known.vehicles)}${known.cost}, gap ${gapOf(judged)!.toFixed(2)} %`
		: `${verdict.vehicles} vehicles, best known not in the table`;
	const faults = verdict.faults.length > 0 ? `WRONG: ${verdict.faults.join('; ')}` : 'checked';
	say(`  ${file}`, `${fleet(verdict.vehicles)}${verdict.cost.toFixed(3)}`, `${gap}, ${rounds} rounds, ${faults}`);
}

/** How many answers are wrong. */
function runSuite(suite: Suite, from: string, quick: boolean): number {
	const files = filesOf(suite, from).slice(0, quick ? 2 : undefined);
	if (files.length === 0) return 0;
	say(suite.title, files.length, `instances, ${suite.seconds} CPU-s each`);
	const all = files.map((file) => {
		const judged = judge(suite, from, file);
		tell(file, judged);
		return judged;
	});
	const mean = (some: readonly Judged[]): string => {
		const gaps = some.map(gapOf).filter((gap) => gap !== null);
		return gaps.length > 0 ? (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toFixed(2) : 'none';
	};
	say('  mean gap', mean(all), '%', suite.gate === null ? undefined : `at most ${suite.gate} %`);
	const same = all.filter(({ verdict, known }) => known?.vehicles === verdict.vehicles);
	if (suite.folder === 'solomon')
		say(`  of which with the best known fleet: ${same.length}, mean gap`, mean(same), '%');
	return all.filter(({ verdict }) => verdict.faults.length > 0).length;
}

const VISITS = 30;
const TEAMS = 6;
const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const PART = 1.01;

/** As many left out, and road with overtime at most 1 % longer. */
const asGood = (plan: Plan, long: Plan): boolean =>
	plan.levels[0]! <= long.levels[0]! && plan.levels[2]! <= PART * long.levels[2]!;

/** Days of a rural commune: which of some budgets is the first that comes within 1 % of a long run. */
function runCommune(quick: boolean): number {
	say(`commune day, ${VISITS} visits, ${TEAMS} teams: within 1 % of a long run`, quick ? 1 : 5, 'days');
	let broken = 0;
	for (const day of quick ? [1] : [1, 2, 3, 4, 5]) {
		const given = communeDay(VISITS, TEAMS, seeded(day));
		const plan = (seconds: number): Plan => {
			const made = planVisits(given, seeded(SEED), { seconds, clock });
			if (faultsOf(given, made).length > 0) broken++;
			return made;
		};
		const long = plan(quick ? 5 : 20);
		const first = STEPS.find((seconds) => asGood(plan(seconds), long));
		const [undone, , road] = long.levels;
		const left = `left out ${long.unserved.length} (weight ${undone}), ${road} min`;
		say(`  day ${day}: ${left}`, first ?? `more than ${STEPS.at(-1)}`, `CPU-s${broken ? ', WRONG' : ', checked'}`);
	}
	return broken;
}

/** Public instances against the best known, each answer re-checked; then a day of a commune. `plan quick` takes two of each suite. */
export function run(): Promise<void> {
	const words = process.argv.slice(3);
	const quick = words.includes('quick');
	const from = resolve(words.find((word) => word !== 'quick') ?? process.env['PLAN_INSTANCES'] ?? BESIDE);
	if (!existsSync(from)) {
		console.error(
			`No instances: ${from} does not exist. Give the folder: npm run bench -- plan FOLDER, or PLAN_INSTANCES.`
		);
		process.exit(1);
	}
	if (SUITES.every((suite) => filesOf(suite, from).length === 0)) {
		console.error(`No instances in ${from}: it needs solomon/*.txt or hhcrsp/*.json.`);
		process.exit(1);
	}
	const broken = SUITES.reduce((sum, suite) => sum + runSuite(suite, from, quick), 0) + runCommune(quick);
	if (broken > 0) {
		console.error(`${broken} answers are wrong.`);
		process.exit(1);
	}
	return Promise.resolve();
}
