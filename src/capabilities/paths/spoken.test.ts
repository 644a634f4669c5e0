import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gateSigns, statements } from '#capabilities/learning/frame.ts';
import { inLanguage } from '#capabilities/learning/rules-words.ts';
import type { NextShown } from './answers.ts';
import { nextClip, nextTexts } from './rules-spoken.ts';
import { nextHead } from './ui/next-words.ts';
import { nextVoiceIn, saidOfNext } from './voices.server.ts';

const texts = Object.entries(nextTexts());

test('each step has a voice of its own, and whoever reads another language is offered none', () => {
	expect(texts.filter(([name, text]) => saidOfNext(name) !== text).map(([name]) => name)).toEqual([]);
	expect(texts.filter(([name]) => !existsSync(`static${nextVoiceIn(name, 'vi')}`)).map(([name]) => name)).toEqual([]);
	expect(globSync('static/hoc-tiep/*.ogg')).toHaveLength(texts.length);
	expect([nextVoiceIn('T5.3-1', 'en'), nextVoiceIn('T5.3-1', 'hi'), nextVoiceIn('T9.9-1', 'vi')]).toEqual([
		null,
		null,
		null
	]);
});

test('the voice says the sentence that the card shows, whatever the step is and however they stand', () => {
	const none = { goal: null, alone: [], open: [] };
	for (const { id, levels, critical } of statements)
		for (const why of ['safety', 'refresh', 'goal'] as const)
			for (const level of [null, 0, 1, 2, 3] as const) {
				const statement = {
					id,
					levels,
					critical,
					level,
					topic: 'e-id' as const,
					own: false,
					hears: false,
					lacks: null
				};
				const next: NextShown = { ...none, why, statement, sign: null };
				expect(saidOfNext(nextClip(next)!)).toContain(nextHead(next, 'vi'));
			}
	for (const sign of gateSigns) {
		const next: NextShown = { ...none, why: 'sign', statement: null, sign };
		expect(saidOfNext(nextClip(next)!)).toContain(inLanguage(sign.says, 'vi'));
	}
});
