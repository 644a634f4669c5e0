import { plain } from '#kernel/plain.ts';
import { searchSteps } from '#capabilities/residents/rules-search.ts';
import type { TakenHousehold } from './taken.ts';

/** Doors with the words by which they are sought, made once of what lies on the phone. */
export type Sought<D> = { doors: readonly { door: D; text: string }[]; words: ReadonlySet<string> };

export function soughtOf<D extends Pick<TakenHousehold, 'book' | 'lane' | 'address' | 'people'>>(
	all: readonly D[]
): Sought<D> {
	const doors = all.map((door) => {
		const { book, lane, address, people } = door;
		return { door, text: ` ${plain([book, ...people.map(({ name }) => name), lane, address].join(' '))} ` };
	});
	return { doors, words: new Set(doors.flatMap(({ text }) => text.split(' '))) };
}

/**
 * The doors that somebody may have meant, in the order in which they were given: by number, name or lane, without marks, and as the
 * register forgives what is typed. A word that is not whole yet is the beginning of one.
 */
export function seek<D>({ doors, words }: Sought<D>, said: string): readonly D[] {
	const typed = plain(said).split(' ').filter(Boolean);
	if (typed.length === 0) return [];
	const begun = holding(
		doors,
		typed.map((word) => [` ${word}`]),
		typed.length
	);
	if (begun.length > 0) return begun;
	for (const { words: meant, butOne } of searchSteps(said)) {
		// Of all that could be meant, what is somewhere here.
		const known = meant.map((one) =>
			one.flatMap((word) => (words.has(word.replace('+', '')) ? [` ${word.replace('+', '')} `] : []))
		);
		const found = holding(doors, known, meant.length - (butOne ? 1 : 0));
		if (found.length > 0) return found;
	}
	return [];
}

/** The doors whose words hold at least so many of these, each by one of its ways. */
function holding<D>(doors: Sought<D>['doors'], all: readonly (readonly string[])[], least: number): readonly D[] {
	const ways = all.filter((one) => one.length > 0);
	if (ways.length < least || least === 0) return [];
	const holds = (text: string): boolean => {
		let misses = ways.length - least;
		return ways.every((one) => one.some((word) => text.includes(word)) || misses-- > 0);
	};
	return doors.filter(({ text }) => holds(text)).map(({ door }) => door);
}
