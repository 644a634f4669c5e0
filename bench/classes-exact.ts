import type { Busy } from '#capabilities/classes/rules-days.ts';
import type { Trainer, Venue, WantedClass } from '#capabilities/classes/rules-term-ways.ts';
import { clashOf, closedBy, dayNumbered, numberOf, weekdayOn, type Asked } from '../tests/support/term-faults.ts';

// The best plan of a small term, by going through all: each class on each of its ways, or left out, and each way to settle who of two
// that clash gives up a day. A branch is left where its best cannot be better than what was found.

type Option = { trainer: Trainer; venue: Venue; starts: string; weekdays: number[]; offered: number[]; open: number[] };
/** The least that a class comes to on one of its options: wait and days given up. */
type Cost = { wait: number; given: number };
type Asking = { wanted: WantedClass; options: (Option & Cost)[]; least: Cost | null };
type Pick = { asking: Asking; option: Option | null };
export type Exact = { levels: number[]; looked: number };

const subsets = (from: readonly number[], size: number): number[][] =>
	size === 0 ? [[]] : from.flatMap((one, n) => subsets(from.slice(n + 1), size - 1).map((more) => [one, ...more]));

const lessonOn = (day: number, { minutes }: WantedClass, { starts, trainer, venue }: Option): Busy => ({
	...{ day: dayNumbered(day), starts, minutes, trainer: trainer.id, venue: venue.name }
});

/** The earliest lessons on open days, or null: no two days in a row. */
function earliest(open: readonly number[], lessons: number, without: ReadonlySet<number>): number[] | null {
	const days: number[] = [];
	for (const day of open) if (days.length < lessons && !without.has(day) && days.at(-1) !== day - 1) days.push(day);
	return days.length === lessons ? days : null;
}

const costOf = ({ learners, from }: WantedClass, { offered }: Option, days: readonly number[]): Cost => ({
	wait: learners * (days.at(-1)! - numberOf(from)),
	given: offered.filter((day) => day < days.at(-1)! && !days.includes(day) && !days.includes(day - 1)).length
});
const compare = (a: Cost, b: Cost): number => a.wait - b.wait || a.given - b.given;
const plus = (a: Cost, b: Cost): Cost => ({ wait: a.wait + b.wait, given: a.given + b.given });
const NOTHING: Cost = { wait: 0, given: 0 };
const missedBy = ({ learners, from, until }: WantedClass): Cost => ({
	...{ wait: learners * (numberOf(until) + 1 - numberOf(from)), given: 0 }
});

function askingOf(wanted: WantedClass, { avoids, busy }: Asked): Asking {
	const span = numberOf(wanted.until) - numberOf(wanted.from) + 1;
	const days = Array.from({ length: span }, (_, n) => numberOf(wanted.from) + n);
	const free = days.filter((day) => closedBy(dayNumbered(day), wanted.hamlet, avoids).length === 0);
	const enough = (venue: Venue): boolean =>
		venue.capacity >= wanted.learners && (venue.stepFree || !wanted.stepFree) && (venue.power || !wanted.power);
	const weeks = subsets(wanted.weekdays, Math.min(wanted.perWeek, wanted.weekdays.length));
	const options = wanted.trainers.flatMap((trainer) =>
		wanted.venues.filter(enough).flatMap((venue) =>
			wanted.starts.flatMap((starts) =>
				weeks.flatMap((weekdays) => {
					const offered = days.filter((day) => weekdays.includes(weekdayOn(dayNumbered(day))));
					const option: Option = { trainer, venue, starts, weekdays, offered, open: [] };
					const stands = (day: number): boolean =>
						busy.some((one) => clashOf(one, lessonOn(day, wanted, option)).length > 0);
					option.open = free.filter((day) => offered.includes(day) && !stands(day));
					const first = earliest(option.open, wanted.lessons, new Set());
					return first ? [{ ...option, ...costOf(wanted, option, first) }] : [];
				})
			)
		)
	);
	options.sort(compare);
	return { wanted, options, least: options[0] ?? null };
}

type Standing = { wanted: WantedClass; option: Option; without: ReadonlySet<number> };

/** The least that classes come to on fixed options, below `limit`; null where they do not fit beneath it. */
function settled(standing: readonly Standing[], limit: Cost): Cost | null {
	const days = standing.map(({ wanted, option, without }) => earliest(option.open, wanted.lessons, without));
	if (days.some((one) => one === null)) return null;
	const cost = standing.reduce((sum, { wanted, option }, n) => plus(sum, costOf(wanted, option, days[n]!)), NOTHING);
	if (compare(cost, limit) >= 0) return null;
	const clash = firstClash(standing, days as number[][]);
	if (clash === null) return cost;
	let best: Cost | null = null;
	for (const gives of clash.classes) {
		const branch = standing.map((one, n) =>
			n === gives ? { ...one, without: new Set([...one.without, clash.day]) } : one
		);
		best = settled(branch, best ?? limit) ?? best;
	}
	return best;
}

function firstClash(standing: readonly Standing[], days: readonly number[][]) {
	for (const [n, one] of standing.entries())
		for (let m = 0; m < n; m++) {
			const other = standing[m]!;
			const both = days[n]!.filter((day) => days[m]!.includes(day));
			const day = both.find((at) => {
				const [a, b] = [lessonOn(at, one.wanted, one.option), lessonOn(at, other.wanted, other.option)];
				return clashOf(a, b).length > 0;
			});
			if (day !== undefined) return { classes: [n, m], day };
		}
	return null;
}

/** The squares of the shares if all lessons to come could be dealt out one by one. */
function evenest(shares: ReadonlyMap<string, number>, organisations: readonly string[], lessons: number): number {
	const dealt = organisations.map((one) => shares.get(one) ?? 0);
	for (let n = 0; n < lessons; n++) dealt[dealt.indexOf(Math.min(...dealt))]!++;
	return dealt.reduce((sum, one) => sum + one ** 2, 0);
}

const isBelow = (a: readonly number[], b: readonly number[]): boolean => {
	const level = a.findIndex((one, n) => one !== b[n]);
	return level >= 0 && a[level]! < b[level]!;
};

/** The best levels of a term of a few classes. */
export function exactTerm(asked: Asked): Exact {
	const askings = asked.wanted.map((wanted) => askingOf(wanted, asked));
	const organisations = [...new Set(asked.wanted.flatMap(({ trainers }) => trainers.map((one) => one.organisation)))];
	let best = [Number.POSITIVE_INFINITY, 0, 0, 0, 0];
	let looked = 0;
	const look = (picks: readonly Pick[]): void => {
		looked++;
		const levels = leastOf(picks, askings.slice(picks.length), organisations, best);
		if (levels === null || !isBelow(levels, best)) return;
		if (picks.length === askings.length) {
			best = levels;
			return;
		}
		const asking = askings[picks.length]!;
		for (const option of [...asking.options, null]) look([...picks, { asking, option }]);
	};
	look([]);
	return { levels: best, looked };
}

/** What a plan that begins with these picks comes to at least; null where they cannot stand beside each other. */
function leastOf(picks: readonly Pick[], rest: readonly Asking[], organisations: readonly string[], best: number[]) {
	const stands = picks.flatMap(({ asking: { wanted }, option }) => (option ? [{ wanted, option }] : []));
	const out = [
		...picks.filter(({ option }) => !option).map(({ asking }) => asking.wanted),
		...rest.filter(({ least }) => !least).map(({ wanted }) => wanted)
	];
	const [left, passed] = [out.length, out.reduce((sum, { waiting }) => sum + waiting, 0)];
	if (isBelow(best, [left, passed, 0, 0, 0]) && (left > best[0]! || passed > best[1]!)) return null;
	const lasting = [...out.map(missedBy), ...rest.flatMap(({ least }) => least ?? [])].reduce(plus, NOTHING);
	const cost = settled(
		stands.map((one) => ({ ...one, without: new Set() })),
		{ wait: Number.POSITIVE_INFINITY, given: 0 }
	);
	if (cost === null) return null;
	const shares = new Map<string, number>();
	for (const { wanted, option } of stands) {
		const { organisation } = option.trainer;
		shares.set(organisation, (shares.get(organisation) ?? 0) + wanted.lessons);
	}
	const coming = rest.reduce((sum, { wanted, least }) => sum + (least ? wanted.lessons : 0), 0);
	const all = plus(cost, lasting);
	return [left, passed, all.wait, all.given, evenest(shares, organisations, coming)];
}
