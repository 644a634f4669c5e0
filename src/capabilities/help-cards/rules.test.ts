import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictos } from '#design/drawings.ts';
import { systems } from '#capabilities/support/rules-systems.ts';
import { deviceOf, devices } from './card-shape.ts';
import { houseCards } from './cards.ts';
import { pictures } from './pictures.ts';
import { inOne, inTwo, isStale, lacks, mayGive, unseen, voicesKept } from './rules-card.ts';

const people = ['lua', 'mai', 'khe'] as const;
const histories = fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 8 });

test('whoever wrote any of what is new does not give it, and whoever wrote none of it may, whatever was written before', () => {
	fc.assert(
		fc.property(histories, fc.nat(8), fc.constantFrom(...people), (writers, from, who) => {
			const versions = writers.map((madeBy, n) => ({ version: n + 1, madeBy }));
			const given = Math.min(from, writers.length);
			const fresh = writers.slice(given);
			expect(mayGive(versions, given, writers.length, who)).toBe(!fresh.includes(who));
		})
	);
});

test('what was said until somebody tried it is done, and not one who said it later', () => {
	fc.assert(
		fc.property(fc.nat(50), fc.nat(50), (before, later) => {
			expect(unseen(before, before)).toBe(0);
			expect(unseen(before + later, before)).toBe(later);
			expect(unseen(before, before + later)).toBe(0);
		})
	);
});

test('a card of which somebody wrote no Vietnamese title, or fewer than two steps, lacks it', () => {
	const said = (vi: string) => ({ vi, en: null, hi: null });
	const step = (vi: string) => ({ says: said(vi), picture: 'look' as const, voice: null });
	expect(lacks({ title: said(''), steps: [step('a'), step('b')] })).toBe('card-title');
	expect(lacks({ title: said('t'), steps: [step('a')] })).toBe('card-steps');
	expect(lacks({ title: said('t'), steps: [step('a'), step('')] })).toBe('card-steps');
	expect(lacks({ title: said('t'), steps: [step('a'), step('b')] })).toBeNull();
});

test('a voice is heard only beside the words for which it was brought, and at no step that never had it', () => {
	const voices = fc.constantFrom(null, 'a'.repeat(64), 'b'.repeat(64));
	const steps = fc.array(
		fc.record({ vi: fc.constantFrom('một', 'hai'), voice: voices }).map(({ vi, voice }) => ({
			...{ says: { vi, en: null, hi: null }, picture: 'look' as const, voice }
		})),
		{ maxLength: 4 }
	);
	fc.assert(
		fc.property(steps, steps, (before, after) => {
			const kept = voicesKept(before, after);
			expect(kept.map(({ says }) => says)).toEqual(after.map(({ says }) => says));
			for (const { says, voice } of kept)
				if (voice !== null) expect(before.some((one) => one.voice === voice && one.says.vi === says.vi)).toBe(true);
			expect(voicesKept(before, before)).toEqual(before);
		})
	);
});

test('half a year after it was tried it asks to be tried again, and no day before', () => {
	expect([isStale('2026-01-01', '2026-06-30'), isStale('2026-01-01', '2026-07-01')]).toEqual([false, true]);
});

test('a step is what to do, and what is seen below it; no word of it is lost', () => {
	expect(inTwo('Chạm bánh răng. Chữ ở dưới là “Cài đặt”.')).toEqual(['Chạm bánh răng.', 'Chữ ở dưới là “Cài đặt”.']);
	expect(inTwo('पहिया छुइए। नीचे लिखा है।')).toEqual(['पहिया छुइए।', 'नीचे लिखा है।']);
	fc.assert(
		fc.property(fc.string({ maxLength: 80 }), (text) => {
			const [first, rest] = inTwo(text);
			expect(`${first}${rest}`.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
		})
	);
	expect(inOne({ vi: 'a', en: null, hi: 'b' }, 'en')).toEqual({ text: 'a', lang: 'vi' });
	expect(inOne({ vi: 'a', en: null, hi: 'b' }, 'hi')).toEqual({ text: 'b', lang: 'hi' });
});

test('each system has a machine; the cards of the house are whole, each once, and ask for no code', () => {
	for (const system of systems) expect(devices).toContain(deviceOf(system));
	expect(houseCards.length).toBeGreaterThanOrEqual(5);
	expect(new Set(houseCards.map(({ id }) => id)).size).toBe(houseCards.length);
	expect(new Set(pictures).size).toBe(pictures.length);
	expect(pictures.filter((one) => !Object.hasOwn(pictos, one))).toEqual([]);
	for (const { id, steps, title } of houseCards) {
		// A sentence of at most twenty words, as somebody hears it.
		const sentences = [title.vi, ...steps.map(({ says }) => says.vi)].flatMap((text) => text.split(/(?<=[.?!])\s/));
		for (const one of sentences) expect(one.split(' ').length, `${id}: ${one}`).toBeLessThanOrEqual(20);
		for (const { says } of steps) {
			expect(says.vi, id).not.toMatch(/\bsai\b|OTP/i);
			if (/mật khẩu|mật mã/.test(says.vi)) expect(says.vi, id).toMatch(/tự bác gõ/);
		}
	}
});
