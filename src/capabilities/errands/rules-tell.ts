import { seeded } from '#kernel/seeded.ts';

/** The three steps that are told, by their place in the order that is true. */
export const places = [1, 2, 3] as const;
export type Place = (typeof places)[number];
export type Order = readonly number[];

/** How much help a step needed when it was told, as decision 52 counts: none, a word, a finger, or it was told for them. */
export const helps = ['none', 'hint', 'pointing', 'doing'] as const;
export type Help = (typeof helps)[number];

export const isOrder = (said: Order): boolean =>
	said.length === places.length && places.every((place) => said.includes(place));

/** The three pictures as they lie before somebody: never in the order that is true, and alike on each of their screens. */
export function laidOut(person: string, run: number): Order {
	const chance = seeded((parseInt(person.slice(0, 8), 16) + run * 7919) >>> 0);
	const [a, b, c] = places;
	const others = [
		[a, c, b],
		[b, a, c],
		[b, c, a],
		[c, a, b],
		[c, b, a]
	];
	return others[Math.floor(chance() * others.length)]!;
}

/** What is left to lay after those that were chosen. */
export const leftOf = (chosen: Order): Order => places.filter((place) => !chosen.includes(place));

/** How it was told, in words only: by herself, or together. */
export type Told = 'told-well' | 'told-together';

export const orderTold = (said: Order): Told =>
	places.every((place, n) => said[n] === place) ? 'told-well' : 'told-together';

export const markedTold = (marks: readonly number[]): Told =>
	marks.every((help) => help === 0) ? 'told-well' : 'told-together';
