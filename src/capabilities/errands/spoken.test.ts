import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markOfCopies, practiceCopies } from './copies.ts';
import {
	againClip,
	DOCTOR_CLIP,
	endClip,
	errandTexts,
	LEARNT_CLIP,
	LIST_CLIP,
	screenClip,
	THEN_CLIP,
	toldClip
} from './rules-spoken.ts';
import { errandVoice, errandVoiceIn, saidInErrand } from './voices.server.ts';

const texts = Object.entries(errandTexts());

test('each screen, each look again and each end has a voice of its own, that says what its page says', () => {
	expect(texts.filter(([name, text]) => saidInErrand(name) !== text).map(([name]) => name)).toEqual([]);
	expect(texts.filter(([name]) => !existsSync(`static${errandVoice(name)}`)).map(([name]) => name)).toEqual([]);
	expect(globSync('static/tap-viec/*.ogg')).toHaveLength(texts.length);
	for (const { id, screens } of practiceCopies) {
		for (const [n, { choices }] of screens.entries()) {
			expect(errandVoice(screenClip(id, n + 1)), id).not.toBeNull();
			for (const choice of choices)
				expect(errandVoice(againClip(id, n + 1, choice.id)) !== null, `${id} ${n + 1}`).toBe(choice.again !== null);
		}
		for (const clip of [endClip(id), toldClip(id)]) expect(errandVoice(clip), id).not.toBeNull();
	}
	for (const clip of [LIST_CLIP, THEN_CLIP, LEARNT_CLIP, DOCTOR_CLIP]) expect(errandVoice(clip)).not.toBeNull();
	expect(errandVoice('shop-1')).toBeNull();
});

test('the mark is said before anything else of an errand, and a screen never says why a key is looked at again', () => {
	for (const { id, screens } of practiceCopies) {
		expect(saidInErrand(screenClip(id, 1))!.startsWith(markOfCopies.vi), id).toBe(true);
		for (const [n, { choices }] of screens.entries())
			for (const { again } of choices) if (again) expect(saidInErrand(screenClip(id, n + 1))).not.toContain(again.vi);
	}
});

test('whoever reads another language is offered no voice that they cannot follow', () => {
	expect(errandVoiceIn('pay-1', 'vi')).toBe('/tap-viec/pay-1.ogg');
	expect([errandVoiceIn('pay-1', 'en'), errandVoiceIn('pay-1', 'hi')]).toEqual([null, null]);
});
