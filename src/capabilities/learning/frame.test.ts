import { existsSync, globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pictos } from '#design/drawings.ts';
import { halfEnglish, inEach, longerThan, unkindOf, usableForScams } from '#tests/support/spoken-texts.ts';
import { findJudgement, gateSigns, judgements, statements, topicFrames } from './frame.ts';
import type { Spoken } from './frame-shape.ts';
import { spokenItem } from './rules-words.ts';
import { saidBy, voiceOf } from './voices.server.ts';

const sentences = statements.flatMap(({ id, levels }) =>
	levels.flatMap((level, n) => inEach(`${id} M${n + 1}`, level))
);
const tasks = statements.flatMap(({ id, tasks: made }) =>
	made.flatMap(({ form, asks, trouble, steps }) => [
		...inEach(`${id} ${form}`, asks),
		...inEach(`${id} ${form} trouble`, trouble),
		...steps.flatMap(({ says }, n) => inEach(`${id} ${form} step ${n + 1}`, says))
	])
);
const asked = judgements.flatMap(({ id, tells, choices, because }) => [
	...inEach(`${id} tells`, tells),
	...choices.flatMap(({ id: choice, says }) => inEach(`${id} ${choice}`, says)),
	...inEach(`${id} because`, because)
]);
const all = [
	...sentences,
	...tasks,
	...asked,
	...gateSigns.flatMap(({ id, says, asks }) => [...inEach(id, says), ...inEach(id, asks)])
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
		expect(longerThan(20, sentences)).toEqual([]);
		expect(longerThan(45, all)).toEqual([]);
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
		expect(usableForScams(all)).toEqual([]);
	});

	test('it is said kindly: nobody is called wrong, stupid or fooled, and no half-English', () => {
		expect(unkindOf(all)).toEqual([]);
		expect(halfEnglish(all)).toEqual([]);
	});
});

test('each item is heard: a voice of its own, that says what the page says', () => {
	expect(judgements.filter((item) => saidBy(item.id) !== spokenItem(item)).map(({ id }) => id)).toEqual([]);
	expect(judgements.filter(({ id }) => !existsSync(`static${voiceOf(id)}`))).toEqual([]);
	expect(globSync('static/nghe/*.ogg')).toHaveLength(judgements.length);
	expect(spokenItem(findJudgement('T3.1-A1')!)).toMatch(/Bác làm gì ạ\? Một: .+\. Hai: .+\./);
});
