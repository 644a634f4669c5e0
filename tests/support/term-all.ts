import type { PlacedClass } from '#capabilities/classes/rules-term.ts';
import type { WantedClass } from '#capabilities/classes/rules-term-ways.ts';
import { brokenBy, clashOf, dayNumbered, lessonsOf, numberOf, worthOf, type Asked } from './term-faults.ts';

// The best of a tiny term, by trying everything: each trainer, venue, time, days of the week and days, and each class left out.

const subsets = <T>(from: readonly T[], size: number): T[][] =>
	size === 0 ? [[]] : from.flatMap((one, n) => subsets(from.slice(n + 1), size - 1).map((more) => [one, ...more]));

function everyPlace(asked: Asked, wanted: WantedClass): PlacedClass[] {
	const span = numberOf(wanted.until) - numberOf(wanted.from) + 1;
	const days = Array.from({ length: span }, (_, n) => dayNumbered(numberOf(wanted.from) + n));
	const places = wanted.trainers.flatMap(({ id: trainer, organisation }) =>
		wanted.venues.flatMap(({ name: venue }) =>
			wanted.starts.flatMap((starts) =>
				subsets(wanted.weekdays, Math.min(wanted.perWeek, wanted.weekdays.length)).flatMap((weekdays) =>
					subsets(days, wanted.lessons).map((some) => ({
						...{ id: wanted.id, trainer, organisation, venue, starts, weekdays, days: some, given: [] }
					}))
				)
			)
		)
	);
	return places.filter((place) => brokenBy(asked, [place]).length === 0);
}

const below = (a: readonly number[], b: readonly number[]): boolean => {
	const level = a.findIndex((one, n) => one !== b[n]);
	return level >= 0 && a[level]! < b[level]!;
};

/** What the best of all plans comes to. */
export function bestOfAll(asked: Asked): number[] {
	let best = worthOf(asked, []);
	const every = asked.wanted.map((wanted) =>
		everyPlace(asked, wanted).map((place) => ({ place, held: lessonsOf(place, wanted) }))
	);
	const look = (n: number, stands: readonly { place: PlacedClass; held: ReturnType<typeof lessonsOf> }[]): void => {
		if (n === every.length) {
			const worth = worthOf(
				asked,
				stands.map(({ place }) => place)
			);
			if (below(worth, best)) best = worth;
			return;
		}
		look(n + 1, stands);
		for (const one of every[n]!) {
			const clashes = stands.some(({ held }) => held.some((a) => one.held.some((b) => clashOf(a, b).length > 0)));
			if (!clashes) look(n + 1, [...stands, one]);
		}
	};
	look(0, []);
	return best;
}
