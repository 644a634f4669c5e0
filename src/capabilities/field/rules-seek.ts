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
		return { door, text: ` ${plain([book, ...people.map(({ name }) => name), lane, address].join(' '))}` };
	});
	return { doors, words: new Set(doors.flatMap(({ text }) => text.split(' '))) };
}

/**
 * The doors that somebody may have meant, in the order in which they were given: by number, name or lane, without marks, and as the
 * register forgives what is typed. A word that is not whole yet is the beginning of one.
 */
export function seek<D>({ doors, words }: Sought<D>, said: string): readonly D[] {
	const typed = plain(said);
	const begins = (text: string, word: string): boolean => text.includes(` ${word}`);
	const as = typed.split(' ').filter(Boolean);
	if (as.length === 0) return [];
	const first = doors.filter(({ text }) => as.every((word) => begins(text, word)));
	for (const step of first.length > 0 ? [] : searchSteps(said)) {
		const meant = step.words.map((one) => one.map((word) => word.replace('+', '')).filter((word) => words.has(word)));
		const least = meant.length - (step.butOne ? 1 : 0);
		const isMeant = (text: string): boolean =>
			meant.filter((one) => one.some((word) => `${text} `.includes(` ${word} `))).length >= least;
		const found = doors.filter(({ text }) => isMeant(text));
		if (found.length > 0) return found.map(({ door }) => door);
	}
	return first.map(({ door }) => door);
}
