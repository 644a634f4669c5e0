import { expect, test } from 'vitest';
import { m } from '#words';
import { findWord, word } from '#words/word.ts';

test('a word by a key built from a variable is the word itself', () => {
	for (const need of ['big-print', 'companion'] as const)
		expect(word(`residents.need-${need}`)).toBe(m[`residents.need-${need}`]());
	expect(word('readiness.at-kit', { hamlet: 'thôn Bến Gió' })).toBe(m['readiness.at-kit']({ hamlet: 'thôn Bến Gió' }));
});

test('a key that has no word is told, by the types and by null', () => {
	// @ts-expect-error there is no such need
	expect(word('residents.need-none-such')).toBe('residents.need-none-such');
	expect(findWord('refusal.none-such')).toBeNull();
	expect(findWord('toString')).toBeNull();
	expect(findWord('refusal.unknown')).toBe(m['refusal.unknown']());
});

test('a word in the language that is asked for', () => {
	expect(findWord('common.back', {}, { locale: 'en' })).toBe(m['common.back']({}, { locale: 'en' }));
});
