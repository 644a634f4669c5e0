import { seeded } from '#kernel/seeded.ts';
import { planTerm, TERM_SECONDS, type TermPlan } from '#capabilities/classes/rules-term.ts';
import { AUTUMN, communeTerm, WINTER, type Size } from '../tests/support/term-commune.ts';
import { faultsOf, worthOf, type Asked } from '../tests/support/term-faults.ts';
import { exactTerm } from './classes-exact.ts';
import { say } from './say.ts';

const SEED = 1;
const clock = (): number => performance.now() / 1000;

/** Hard rules that plans broke, and levels that they told wrongly, of all that were made. */
const wrong: string[] = [];

function check(given: Asked, plan: TermPlan): void {
	wrong.push(...faultsOf(given, plan));
	if (plan.levels.join() !== worthOf(given, plan.placed).join())
		wrong.push('a plan says that it comes to something else');
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

type Judged = { seconds: number; left: number; leftFirst: number; ratio: number };

/** One term in so many seconds, beside first come, first planned. */
function judge(given: Asked, limit: number): Judged {
	const begun = clock();
	const plan = planTerm(given.wanted, given.avoids, given.busy, { seed: SEED, seconds: limit, clock });
	const seconds = clock() - begun;
	check(given, plan);
	const [left, , wait] = plan.levels;
	return { seconds, left, leftFirst: plan.firstCome[0], ratio: wait / plan.firstCome[2] };
}

const TERMS = [1, 2, 3].flatMap((seed) => [
	{ name: `autumn ${seed}`, given: communeTerm(AUTUMN, seeded(seed)) },
	{ name: `over Tết ${seed}`, given: communeTerm(WINTER, seeded(seed)) }
]);

function runCommune(limit: number): void {
	say(`${AUTUMN.classes} classes of ${AUTUMN.lessons} lessons, searched for`, limit, 's');
	const all = TERMS.map(({ name, given }) => {
		const judged = judge(given, limit);
		const { seconds, left, leftFirst, ratio } = judged;
		say(
			`  ${name}: left out / by first come`,
			`${left} / ${leftFirst}`,
			`wait ${ratio.toFixed(3)} of it, ${seconds.toFixed(2)} s`
		);
		return judged;
	});
	const most = (of: (one: Judged) => number): number => Math.max(...all.map(of));
	say(
		'  longest',
		most(({ seconds }) => seconds),
		's',
		'≤ 10 s'
	);
	say(
		'  mean of left out / by first come',
		`${mean(all.map(({ left }) => left)).toFixed(2)} / ${mean(all.map(({ leftFirst }) => leftFirst)).toFixed(2)}`,
		`wait ${mean(all.map(({ ratio }) => ratio)).toFixed(3)} of it`
	);
}

const SMALL: readonly Size[] = [
	{ ...AUTUMN, classes: 5, lessons: 4, weeks: 7, trainers: 3, halls: 2 },
	{ ...AUTUMN, classes: 5, lessons: 4, weeks: 8, trainers: 2, halls: 1 },
	{ ...AUTUMN, classes: 5, lessons: 6, weeks: 11, trainers: 2, halls: 2 },
	{ ...AUTUMN, classes: 5, lessons: 6, weeks: 11, trainers: 2, halls: 1 }
];
const EACH = 8;
const STEPS = 3000;

/** Small terms beside their exact optimum. A gap is of the wait, where as many find a place. */
function runSmall(): void {
	const gaps: number[] = [];
	const firstGaps: number[] = [];
	let [same, fewer, firstFewer] = [0, 0, 0];
	const note = (levels: readonly number[], exact: readonly number[], into: number[]): number => {
		if (levels[0]! > exact[0]!) return 1;
		into.push(100 * (levels[2]! / exact[2]! - 1));
		return 0;
	};
	for (const size of SMALL)
		for (let seed = 1; seed <= EACH; seed++) {
			const given = communeTerm(size, seeded(seed));
			const plan = planTerm(given.wanted, given.avoids, given.busy, { seed: SEED, steps: STEPS });
			check(given, plan);
			const { levels } = exactTerm(given);
			same += plan.levels.join() === levels.join() ? 1 : 0;
			fewer += note(plan.levels, levels, gaps);
			firstFewer += note(plan.firstCome, levels, firstGaps);
		}
	say('small terms of five classes, beside the exact optimum', SMALL.length * EACH, `terms, ${STEPS} steps each`);
	say('  the same on all five levels', same, 'terms');
	say('  fewer classes placed: planner / first come', `${fewer} / ${firstFewer}`, 'terms', '0');
	say('  mean gap of the wait, planner', mean(gaps), `%, most ${Math.max(...gaps).toFixed(2)} %`, '≤ 1 %');
	say('  mean gap of the wait, first come', mean(firstGaps), `%, most ${Math.max(...firstGaps).toFixed(2)} %`);
}

/** The term of a commune beside first come, first planned, and small terms beside the best there is; each plan is checked by the rules alone. */
export function run(): Promise<void> {
	for (const limit of [1, TERM_SECONDS]) runCommune(limit);
	runSmall();
	say('hard rules broken', wrong.length, 'in all plans', '0');
	for (const fault of wrong.slice(0, 10)) console.error(fault);
	if (wrong.length > 0) process.exit(1);
	return Promise.resolve();
}
