import type { Range } from './answers.ts';

/** What was learned of the service time of a matter: how many were served, their mean in minutes. */
type Learned = { count: number; mean: number };

/** A small sample is pulled towards the prior with the weight of twenty people. */
export const shrink = (prior: number, { count, mean }: Learned): number => (count * mean + 20 * prior) / (count + 20);

/** Spread of service times: log-normal with a coefficient of variation of 0.8, as measured at such counters (`queue.md` 2.1.5). */
const SIGMA = Math.sqrt(Math.log(1 + 0.8 ** 2));
const RUNS = 60;

type Hall = {
	/** Mean minutes of each person who will be called before, in order. */
	ahead: readonly number[];
	/** For each desk that can take the matter: minutes already spent with the person there and that person's mean; null when free. */
	desks: readonly ({ spent: number; mean: number } | null)[];
};

/**
 * A wait as a range P50–P80 in minutes, rounded to fives, by playing the hall 60 times. Null when no desk is open:
 * an unknown is said plainly. `random` is handed in, so that the same hall gives the same answer.
 */
export function forecast(hall: Hall, random: () => number): Range | null {
	if (hall.desks.length === 0) return null;
	const waits = Array.from({ length: RUNS }, () => play(hall, random)).toSorted((a, b) => a - b);
	const [p50, p80] = [waits[Math.floor(RUNS * 0.5)]!, waits[Math.floor(RUNS * 0.8)]!];
	const from = Math.floor(p50 / 5) * 5;
	return { from, to: Math.max(from + 5, Math.ceil(p80 / 5) * 5) };
}

function play({ ahead, desks }: Hall, random: () => number): number {
	return Math.min(...emptied({ ahead, desks }, random));
}

/** From which minute on each desk is free, once everybody ahead was served. */
function emptied({ ahead, desks }: Hall, random: () => number): number[] {
	const free = desks.map((desk) => (desk ? Math.max(0.5, serviceTime(desk.mean, random) - desk.spent) : 0));
	for (const mean of ahead) serve(free, 0, serviceTime(mean, random));
	return free;
}

/** Whoever comes at a minute goes to the desk that is free first. */
function serve(free: number[], minute: number, takes: number): void {
	const first = free.indexOf(Math.min(...free));
	free[first] = Math.max(free[first]!, minute) + takes;
}

/** Somebody who came on an earlier day: so many minutes after this time of day, for what takes so long. */
export type Came = { minute: number; mean: number };

/** So many earlier days are needed before anything is said of later today. */
export const LEAST_DAYS = 5;

/**
 * What four in five of those who come at each of some later minutes will not wait beyond: the hall as it is now, the desks that are
 * open now, and whoever came at this time of day on earlier days, one day after the other. In fives; null where there are too few
 * days or no desk. `random` is handed in, so that the same hall gives the same answer.
 */
export function ahead(
	hall: Hall,
	days: readonly (readonly Came[])[],
	minutes: readonly number[],
	random: () => number
): number[] | null {
	if (hall.desks.length === 0 || days.length < LEAST_DAYS) return null;
	const runs = Array.from({ length: RUNS }, (_, run) => playOn(hall, days[run % days.length]!, minutes, random));
	return minutes.map((_, n) => {
		const waits = runs.map((run) => run[n]!).toSorted((a, b) => a - b);
		return Math.max(5, Math.ceil(waits[Math.floor(RUNS * 0.8)]! / 5) * 5);
	});
}

function playOn(hall: Hall, came: readonly Came[], minutes: readonly number[], random: () => number): number[] {
	const free = emptied(hall, random);
	let next = 0;
	return minutes.map((minute) => {
		for (; next < came.length && came[next]!.minute < minute; next++)
			serve(free, came[next]!.minute, serviceTime(came[next]!.mean, random));
		return Math.max(0, Math.min(...free) - minute);
	});
}

/** A wait that is coming near the cap: two thirds of it. */
export const isLong = (waitedMin: number, capMin: number): boolean => waitedMin > (capMin * 2) / 3;

const serviceTime = (mean: number, random: () => number): number => {
	const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	return mean * Math.exp(SIGMA * normal - SIGMA ** 2 / 2);
};

/** Overloaded: the wait that four in five stay under is beyond the cap. No order of calling creates minutes; another helper does. */
export const overloaded = (wait: Range | null, capMin: number): boolean => wait !== null && wait.to > capMin;
