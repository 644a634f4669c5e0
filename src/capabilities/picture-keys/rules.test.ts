import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	everyKey,
	cardFrom,
	cardWords,
	isKey,
	KEY,
	keyFrom,
	keyPictures,
	readCard,
	touched
} from './rules-pictures.ts';

const random = fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: KEY, maxLength: KEY });
const picture = fc.constantFrom(...keyPictures);

test('what is drawn is a key, and every one of the 1,320 can be drawn', () => {
	fc.assert(fc.property(random, (numbers) => isKey(keyFrom(numbers))));
	const all = new Set<string>();
	for (let a = 0; a < 12; a++)
		for (let b = 0; b < 11; b++)
			for (let c = 0; c < 10; c++) all.add(keyFrom([(a + 0.5) / 12, (b + 0.5) / 11, (c + 0.5) / 10]).join());
	expect(all).toEqual(new Set(everyKey.map((one) => one.join())));
	expect(all.size).toBe(1320);
});

test('touches fill three places in their order, whatever is touched twice, and never a fourth', () => {
	fc.assert(
		fc.property(fc.array(picture, { maxLength: 20 }), (taps) => {
			const after = taps.reduce<ReturnType<typeof touched>>(touched, []);
			expect(after).toEqual([...new Set(taps)].slice(0, KEY));
			expect(isKey(after)).toBe(new Set(taps).size >= KEY);
		})
	);
});

test('a card is read as it is printed, with and without its letter, and no wrong digit is', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ minLength: 16, maxLength: 32 }),
			fc.nat(8),
			fc.integer({ min: 1, max: 9 }),
			(bytes, at, by) => {
				const number = cardFrom(bytes);
				expect([readCard(number), readCard(cardWords(number)), readCard(` h${number} `)]).toEqual([
					number,
					number,
					number
				]);
				const other = [...number].map((digit, n) => (n === at ? String((Number(digit) + by) % 10) : digit)).join('');
				expect(readCard(other)).toBeNull();
			}
		)
	);
});
