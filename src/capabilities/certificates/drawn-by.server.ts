import { createHash } from 'node:crypto';

// Anybody can draw again, with these three lines and what the page shows.

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is shown the month before of a seed that nobody has seen yet: it can be neither guessed from this nor changed after. */
export const fingerprintOf = (seed: string): string => sha256(seed);

/** One in twenty, and one where there is any. */
export const howMany = (of: number): number => Math.ceil(of / 20);

/** The numbers that a seed draws: each is hashed behind the seed, and the first in order are drawn. */
export const drawnBy = (seed: string, numbers: readonly string[]): string[] =>
	numbers
		.map((number) => ({ number, place: sha256(`${seed} ${number}`) }))
		.toSorted((a, b) => (a.place < b.place ? -1 : 1))
		.slice(0, howMany(numbers.length))
		.map(({ number }) => number);
