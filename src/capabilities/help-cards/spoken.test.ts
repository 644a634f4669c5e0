import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { houseCards } from './cards.ts';
import { cardTexts, LIST_CLIP, stepClip } from './rules-spoken.ts';
import { cardVoice, cardVoiceIn, saidOnCard } from './voices.server.ts';

const texts = Object.entries(cardTexts());

test('each step of a card of the house has a voice of its own, that says what its page says', () => {
	expect(texts.filter(([name, text]) => saidOnCard(name) !== text).map(([name]) => name)).toEqual([]);
	expect(texts.filter(([name]) => !existsSync(`static${cardVoice(name)}`)).map(([name]) => name)).toEqual([]);
	expect(globSync('static/cach-lam/*.ogg')).toHaveLength(texts.length);
	for (const { id, title, steps } of houseCards) {
		expect(saidOnCard(stepClip(id, 1))).toContain(title.vi);
		for (const [n, { says }] of steps.entries()) expect(saidOnCard(stepClip(id, n + 1)), id).toContain(says.vi);
		expect(cardVoice(stepClip(id, steps.length + 1))).toBeNull();
	}
	for (const { title } of houseCards) expect(saidOnCard(LIST_CLIP)).toContain(title.vi);
});

test('whoever reads another language is offered no voice that they cannot follow', () => {
	const clip = stepClip('chu-to', 1);
	expect([cardVoiceIn(clip, 'vi'), cardVoiceIn(clip, 'en'), cardVoiceIn(clip, 'hi')]).toEqual([
		`/cach-lam/${clip}.ogg`,
		null,
		null
	]);
});
