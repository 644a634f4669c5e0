import { expect, test } from 'vitest';
import { m as compiled } from './generated/messages.js';
import { m } from './said.ts';

// What a program says is what a browser says, word for word.

type Said = (slots: object, options: { locale: string }) => string;

test('every word says in every language what Paraglide compiled of it, whatever stands in its places', () => {
	const words = Object.entries(compiled as unknown as Record<string, Said>);
	expect(words.length).toBeGreaterThan(8000);
	expect(Object.keys(m).toSorted()).toEqual(words.map(([key]) => key).toSorted());
	const places = new Proxy({}, { get: (_, name) => `‹${String(name)} $& 3›`, has: () => true });
	for (const [key, say] of words)
		for (const locale of ['vi', 'en', 'hi'] as const)
			expect(m[key]!(places, { locale }), `${key} ${locale}`).toBe(say(places, { locale }));
});

test('what is left out and what is no text reads the same too, and without a language it is that of whoever asks', () => {
	const [given, none] = [{ count: 3 }, {}];
	const head = (compiled as unknown as Record<string, Said>)['support.head']!;
	for (const slots of [given, none])
		expect(m['support.head']!(slots, { locale: 'en' })).toBe(head(slots, { locale: 'en' }));
	expect(m['support.head']!(given)).toBe(head(given, { locale: 'vi' }));
});
