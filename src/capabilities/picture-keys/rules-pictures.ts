import { byFours, checkedDigits, readChecked } from '#kernel/check-digit.ts';

/** The twelve pictures, in the order in which they always stand: a hand remembers the place. */
export const keyPictures = [
	...(['hat', 'buffalo', 'boat', 'lotus', 'banana', 'hen'] as const),
	...(['lamp', 'fish', 'bowl', 'bicycle', 'umbrella', 'bell'] as const)
];
export type KeyPicture = (typeof keyPictures)[number];

/** How many pictures are a key: three of twelve in their order are 1,320. */
export const KEY = 3;

/** How many draws somebody may look at in a day. */
export const DRAWS = 8;

/** Three different pictures: a key. */
export const isKey = (pictures: readonly KeyPicture[]): boolean =>
	pictures.length === KEY && new Set(pictures).size === KEY;

/** What was touched so far and one touch more. The same picture touched twice is one touch: old hands press twice. */
export const touched = (before: readonly KeyPicture[], one: KeyPicture): KeyPicture[] =>
	before.includes(one) || before.length >= KEY ? [...before] : [...before, one];

/** A key out of random numbers (0 ≤ n < 1, one for each picture), each of the 1,320 as likely as any other. */
export function keyFrom(random: readonly number[]): KeyPicture[] {
	const left = [...keyPictures];
	return Array.from({ length: KEY }, (_, n) => left.splice(Math.floor(random[n]! * left.length), 1)[0]!);
}

/** All 1,320 of them. */
export const everyKey: readonly (readonly KeyPicture[])[] = keyPictures.flatMap((a) =>
	keyPictures.flatMap((b) => keyPictures.flatMap((c) => (isKey([a, b, c]) ? [[a, b, c]] : [])))
);

/** As it is hashed: their order belongs to the key. */
export const keyText = (centre: number, pictures: readonly KeyPicture[]): string => `${centre}:${pictures.join('.')}`;

/** The machine of the hall at which somebody opened it, and for the number of which ticket. */
export type Hall = { device: string; ticket: string };

const DIGITS = 8;
/** Tells a card of learning from a slip and a certificate, on paper and read aloud. */
const LETTER = 'H';

/** The number of a card out of derived bytes: eight digits and one that checks them. */
export const cardFrom = (bytes: Uint8Array): string => checkedDigits(bytes, DIGITS);

/** As it is printed and read aloud. */
export const cardWords = (number: string): string => `${LETTER} ${byFours(number)}`;

/** Nine digits with a right check digit, with or without the letter, however they were parted; null otherwise. */
export const readCard = (typed: string): string | null => readChecked(typed.trim().replace(/^H/i, ''), DIGITS + 1);
