import { existsSync, globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pictos } from '#design/drawings.ts';
import { findJudgement, gateSigns, judgements, statements, topicFrames } from './frame.ts';
import type { Spoken } from './frame-shape.ts';
import { spokenItem } from './rules-words.ts';
import { saidBy, voiceOf } from './voices.server.ts';

const languages = ['vi', 'en', 'hi'] as const;
const words = (text: string): number => text.split(/\s+/).length;
const every = (where: string, said: Spoken) =>
	languages.map((locale) => ({ where: `${where} ${locale}`, text: said[locale] }));

const sentences = statements.flatMap(({ id, levels }) => levels.flatMap((level, n) => every(`${id} M${n + 1}`, level)));
const tasks = statements.flatMap(({ id, tasks: made }) =>
	made.flatMap(({ form, asks, trouble, steps }) => [
		...every(`${id} ${form}`, asks),
		...every(`${id} ${form} trouble`, trouble),
		...steps.flatMap(({ says }, n) => every(`${id} ${form} step ${n + 1}`, says))
	])
);
const asked = judgements.flatMap(({ id, tells, choices, because }) => [
	...every(`${id} tells`, tells),
	...choices.flatMap(({ id: choice, says }) => every(`${id} ${choice}`, says)),
	...every(`${id} because`, because)
]);
const all = [
	...sentences,
	...tasks,
	...asked,
	...gateSigns.flatMap(({ id, says, asks }) => [...every(id, says), ...every(id, asks)])
];

const stars = ['T1.2', 'T2.2', 'T2.3', 'T2.4', 'T3.1', 'T3.2', 'T3.3', 'T3.9', 'T4.2', 'T4.3', 'T4.4', 'T5.2', 'T5.6'];
const ofStatement = (id: string) => judgements.filter((one) => one.id.startsWith(`${id}-`));

describe('the frame', () => {
	test('nine signs before any topic, five topics, 45 statements, 135 sentences in three languages', () => {
		expect(gateSigns.map(({ id }) => id)).toEqual(Array.from({ length: 9 }, (_, n) => `T0.${n + 1}`));
		expect(statements.map(({ id }) => id)).toEqual(
			[1, 2, 3, 4, 5].flatMap((t) => Array.from({ length: 9 }, (_, n) => `T${t}.${n + 1}`))
		);
		expect(new Set(sentences.map(({ text }) => text)).size).toBe(3 * 135);
		expect(new Set(topicFrames.map(({ topic }) => topic)).size).toBe(5);
		expect(statements.filter(({ critical }) => critical).map(({ id }) => id)).toEqual(stars);
	});

	test('a sentence is at most 20 words long; what is asked of somebody, or told to them, at most 45', () => {
		const long = (texts: typeof all, most: number) =>
			texts.filter(({ text, where }) => !where.endsWith('hi') && words(text) > most);
		expect(long(sentences, 20)).toEqual([]);
		expect(long(all, 45)).toEqual([]);
	});

	test('what comes before stands in the frame, and nothing comes before itself', () => {
		const known = new Map<string, readonly string[]>([
			...gateSigns.map(({ id }) => [id, []] as const),
			...statements.map(({ id, requires }) => [id, requires] as const)
		]);
		const reach = (id: string, seen: readonly string[]): boolean =>
			seen.includes(id) || (known.get(id) ?? []).some((before) => reach(before, [...seen, id]));
		for (const { id, requires } of statements) {
			expect(
				requires.filter((before) => !known.has(before)),
				id
			).toEqual([]);
			expect(
				requires.some((before) => reach(before, [id])),
				id
			).toBe(false);
		}
	});
});

describe('its items', () => {
	test('each statement is shown by two tasks, and judged in both forms; a critical one twice in each, once truly', () => {
		for (const { id, tasks: made, critical } of statements) {
			expect(
				made.map(({ form }) => form),
				id
			).toEqual(['A', 'B']);
			expect(new Set(made.map(({ asks }) => asks.vi)).size, id).toBe(2);
			for (const form of ['A', 'B']) {
				const items = ofStatement(id).filter((one) => one.id.includes(`-${form}`));
				expect(items.length, `${id} ${form}`).toBeGreaterThanOrEqual(critical ? 2 : 1);
				if (critical) expect(new Set(items.map(({ genuine }) => genuine)).size, `${id} ${form}`).toBe(2);
			}
			if (critical)
				expect(
					made.every(({ steps }) => steps.some(({ safe }) => safe)),
					id
				).toBe(true);
		}
		expect(judgements.length).toBeGreaterThanOrEqual(90);
		expect(new Set(judgements.map(({ id }) => id)).size).toBe(judgements.length);
	});

	test('whoever mistrusts everything fails: two in five are what they seem, in every topic and form', () => {
		for (const { id } of topicFrames)
			for (const form of ['A', 'B']) {
				const items = judgements.filter((one) => one.id.startsWith(`${id}.`) && one.id.includes(`-${form}`));
				expect(items.filter(({ genuine }) => genuine).length / items.length, `${id} ${form}`).toBeGreaterThanOrEqual(
					0.4
				);
			}
	});

	test('the right choice is one that is offered, at each place alike, and no longer than the others', () => {
		const places = { a: 0, b: 0, c: 0 };
		for (const { id, choices, right } of judgements) {
			const offered = choices.map((one) => one.id);
			expect(offered, id).toEqual(['a', 'b', 'c'].slice(0, offered.length));
			expect(offered, id).toContain(right);
			places[right]++;
		}
		expect(Math.min(places.a, places.b)).toBeGreaterThan(judgements.length / 5);
		const length = (said: Spoken): number => said.vi.length;
		const longest = judgements.filter(({ choices, right }) =>
			choices.every(
				(one) => one.id === right || length(one.says) < length(choices.find(({ id }) => id === right)!.says)
			)
		);
		expect(longest.length / judgements.length).toBeLessThan(0.5);
	});

	test('each picture is drawn', () => {
		const named = [
			...gateSigns.map(({ picture }) => picture),
			...judgements.flatMap(({ picture, choices }) => [picture, ...choices.map((one) => one.picture)])
		];
		expect(named.filter((name) => !Object.hasOwn(pictos, name))).toEqual([]);
	});

	test('a scam has its family; nothing shows how one is made: no address, no number, no name of a shop or bank', () => {
		for (const { id, genuine, family } of judgements) if (genuine) expect(family, id).toBeNull();
		const official = /dichvucong\.gov\.vn|156\/5656|\b115\b|\b1900\b/g;
		const told = all.map(({ where, text }) => ({ where, text: text.replace(official, '') }));
		expect(told.filter(({ text }) => /https?:|www\.|[\w-]+\.(com|vn|net|org|info|top|xyz|apk)\b/i.test(text))).toEqual(
			[]
		);
		expect(
			told.filter(({ text }) => /\d{5,}|\d{3}[ .]\d{3}[ .]\d{3,4}/.test(text.replace(/(\d{1,3}\.)+000/g, '')))
		).toEqual([]);
		expect(
			told.filter(({ text }) =>
				/vietcombank|agribank|techcombank|shopee|lazada|momo|zalopay|anydesk|teamviewer/i.test(text)
			)
		).toEqual([]);
	});

	test('it is said kindly: nobody is called wrong, stupid or fooled, and no half-English', () => {
		const unkind = /(?<!\p{L})(sai rồi|ngu|dại dột|lẩm cẩm|dễ bị lừa)(?!\p{L})|wrong!|stupid|gullible/iu;
		expect(all.filter(({ text }) => unkind.test(text))).toEqual([]);
		expect(
			all.filter(
				({ where, text }) => where.endsWith(' vi') && /\b(OTP|online|app|link|click|shop|ship|file|scan)\b/i.test(text)
			)
		).toEqual([]);
	});
});

test('each item is heard: a voice of its own, that says what the page says', () => {
	expect(judgements.filter((item) => saidBy(item.id) !== spokenItem(item)).map(({ id }) => id)).toEqual([]);
	expect(judgements.filter(({ id }) => !existsSync(`static${voiceOf(id)}`))).toEqual([]);
	expect(globSync('static/nghe/*.ogg')).toHaveLength(judgements.length);
	expect(spokenItem(findJudgement('T3.1-A1')!)).toMatch(/Bác làm gì ạ\? Một: .+\. Hai: .+\./);
});
