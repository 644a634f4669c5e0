import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { afterClip, practiceTexts, turnClip } from './rules-spoken.ts';
import { markOf, practiceItems } from './scams.ts';
import { practiceVoice, practiceVoiceIn, saidInPractice } from './voices.server.ts';

const texts = Object.entries(practiceTexts());

test('each turn and each outcome has a voice of its own, that says what its page says', () => {
	expect(texts.filter(([name, text]) => saidInPractice(name) !== text).map(([name]) => name)).toEqual([]);
	expect(texts.filter(([name]) => !existsSync(`static${practiceVoice(name)}`)).map(([name]) => name)).toEqual([]);
	expect(globSync('static/tap/*.ogg')).toHaveLength(texts.length);
	for (const { id, medium, turns, choices } of practiceItems) {
		const heard = medium === 'message' ? [turns.length] : turns.map((_, n) => n + 1);
		for (const turn of heard) expect(practiceVoice(turnClip(id, turn)), id).not.toBeNull();
		for (const { act } of choices) expect(practiceVoice(afterClip(id, act)), id).not.toBeNull();
	}
	expect(practiceVoice('F9-a-1')).toBeNull();
});

test('the mark is said before anything else of an item, and what one may do only once all was heard', () => {
	for (const item of practiceItems) {
		const first = practiceTexts()[turnClip(item.id, item.medium === 'message' ? item.turns.length : 1)]!;
		expect(first.startsWith(markOf(item).vi), item.id).toBe(true);
	}
	expect(saidInPractice('F1-a-1')).not.toContain('Bác làm gì');
	expect(saidInPractice('F1-a-3')).toMatch(/Bác làm gì ạ\? Một: .+\. Hai: .+\. Ba: .+\.$/);
});

test('whoever reads another language is offered no voice that they cannot follow', () => {
	expect(practiceVoiceIn('F1-a-1', 'vi')).toBe('/tap/F1-a-1.ogg');
	expect([practiceVoiceIn('F1-a-1', 'en'), practiceVoiceIn('F1-a-1', 'hi')]).toEqual([null, null]);
});
