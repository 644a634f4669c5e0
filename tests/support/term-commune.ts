import type { Avoid, Busy } from '#capabilities/classes/rules-days.ts';
import type { HamletAvoid, Trainer, Venue, WantedClass } from '#capabilities/classes/rules-term-ways.ts';
import { dayNumbered, numberOf, weekdayOn, type Asked } from './term-faults.ts';

// A term of a rural commune: eight hamlets with a hall each, of which one fits everybody, and trainers of five organisations who have a desk or doors besides.

export type Size = { classes: number; lessons: number; weeks: number; trainers: number; halls: number; from: string };

/** Thirty classes of six lessons in the eleven weeks of an autumn. */
export const AUTUMN: Size = { classes: 30, lessons: 6, weeks: 11, trainers: 8, halls: 8, from: '2026-09-07' };
/** The same over Tết. */
export const WINTER: Size = { ...AUTUMN, weeks: 13, from: '2026-12-28' };

const ORGANISATIONS = ['police', 'youth', 'farmers', 'veterans', 'women'];
const STARTS = ['08:00', '14:00', '19:00'];

type Random = () => number;
const picker = (random: Random) => ({
	one: <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!,
	some: <T>(from: readonly T[], many: number): T[] =>
		from
			.map((item) => ({ item, key: random() }))
			.toSorted((a, b) => a.key - b.key)
			.slice(0, many)
			.map(({ item }) => item)
});

const market = (hamletId: number | null, lunarDays: number[]): HamletAvoid => ({
	...({ kind: 'market', lunarDays, weekdays: [], fromDay: null, untilDay: null } satisfies Avoid),
	hamletId
});

/** The market of the commune, one of a hamlet, and a harvest of two weeks that goes from hamlet to hamlet. */
function avoidsOf({ from, halls }: Size): HamletAvoid[] {
	const harvest = Array.from({ length: halls }, (_, hamletId): HamletAvoid => {
		const begins = numberOf(from) + 21 + 2 * hamletId;
		const days = { fromDay: dayNumbered(begins), untilDay: dayNumbered(begins + 13) };
		return { kind: 'harvest', lunarDays: [], weekdays: [], ...days, hamletId };
	});
	return [market(null, [5, 10, 15, 20, 25, 30]), market(0, [3, 8, 13, 18, 23, 28]), ...harvest];
}

/** Each trainer has two half days at a desk every week, and now and then goes to a door. */
function dutiesOf(trainers: readonly Trainer[], { from, weeks }: Size, random: Random): Busy[] {
	const { one, some } = picker(random);
	const days = Array.from({ length: weeks * 7 }, (_, n) => dayNumbered(numberOf(from) + n));
	return trainers.flatMap(({ id }) => {
		const shifts = some([1, 2, 3, 4, 5], 2).map((weekday) => ({ weekday, starts: one(['07:30', '13:30']) }));
		return days.flatMap((day): Busy[] => {
			const held = { day, trainer: id, venue: null };
			const visit = random() < 0.08 ? [{ ...held, starts: one(['08:30', '15:00', '19:30']), minutes: 60 }] : [];
			const desk = shifts.filter(({ weekday }) => weekday === weekdayOn(day));
			return [...visit, ...desk.map(({ starts }) => ({ ...held, starts, minutes: 210 }))];
		});
	});
}

/** The same numbers make the same term. */
export function communeTerm(size: Size, random: Random): Asked {
	const { one, some } = picker(random);
	const trainers = Array.from({ length: size.trainers }, (_, n): Trainer => ({
		id: `trainer-${n}`,
		organisation: ORGANISATIONS[n % ORGANISATIONS.length]!
	}));
	const halls = Array.from({ length: size.halls }, (_, n): Venue => ({
		...{ name: `Nhà văn hoá thôn ${n + 1}`, capacity: n === 0 ? 40 : one([12, 15, 20, 30]) },
		...{ stepFree: n === 0 || random() < 0.7, power: n === 0 || random() < 0.9 }
	}));
	const until = dayNumbered(numberOf(size.from) + size.weeks * 7 - 3);
	const wanted = Array.from({ length: size.classes }, (_, n): WantedClass => {
		const hamlet = Math.floor(random() * size.halls);
		const begins = dayNumbered(numberOf(size.from) + one([0, 0, 0, 7, 14]));
		return {
			...{ id: `class-${n}`, hamlet, lessons: size.lessons, minutes: one([90, 90, 120]), from: begins, until },
			...{
				perWeek: one([1, 2, 2]),
				weekdays: one([
					[1, 2, 3, 4, 5],
					[2, 4],
					[1, 3, 5],
					[3, 5]
				])
			},
			...{ starts: some(STARTS, one([1, 1, 2])), trainers: some(trainers, one([1, 2, 3])) },
			venues: [...new Set([halls[hamlet]!, halls[0]!])],
			...{ learners: one([8, 10, 12, 15, 18, 20]), waiting: Math.floor(random() * 90) },
			...{ stepFree: random() < 0.3, power: random() < 0.5 }
		};
	});
	const busy = dutiesOf(trainers, size, random);
	return { wanted, avoids: avoidsOf(size), busy };
}
