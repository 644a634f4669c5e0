import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { topics } from '#capabilities/assistance/topics.ts';
import { cardsIn, spokenOf } from '../../words/app-words.mjs';
import { cards } from './cards.ts';
import { cardsFor, cardsOf } from './rules-cards.ts';
import type { TakenPerson } from './taken.ts';

const person = (more: Partial<TakenPerson>) =>
	({ name: 'Sương Thị Sớm', year: 1990, open: [], again: [], ...more }) as TakenPerson;
const need = (kind: string) => ({ id: kind, kind, urgency: 'this-week', plan: null, promisedOn: null, owner: null });
const DAY = '2026-07-14';
const told = (...people: TakenPerson[]) => cardsFor({ people }, DAY).map(({ card, why }) => [card, why]);

test('a house is offered what is asked again, then what is needed, then what the old are shown, then what everybody is', () => {
	expect(told(person({}))).toEqual([
		['fake-police', 'all'],
		['code-is-key', 'all'],
		['police-only', 'all']
	]);
	expect(told(person({ year: 1940, open: [need('health')] }))).toEqual([
		['book-visit', 'need'],
		['bring-along', 'need'],
		['fake-police', 'elder']
	]);
	const again: [string, string][] = [
		['shopping-payment', DAY],
		['e-id', '2026-08-01']
	];
	expect(told(person({ again, open: [need('papers')] }))).toEqual([
		['pay-after', 'again'],
		['keep-code', 'need'],
		['fake-police', 'all']
	]);
	// Nobody is told of whoever wants no name.
	expect(told(person({ name: null, open: [need('health')] }))[0]).toEqual(['fake-police', 'all']);
});

test('every topic has a card, every card its words and its voice, and no two are the same', () => {
	for (const topic of topics) expect(cardsOf(topic).length).toBeGreaterThanOrEqual(2);
	expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
	const ids = cards.map(({ id }) => id as string);
	for (const locale of ['vi', 'en', 'hi'] as const)
		expect(Object.keys(cardsIn(locale)).toSorted()).toEqual(ids.toSorted());
	// A card that says something else is to be spoken anew (`gate/make-voice.ts`).
	const spoken = Object.fromEntries(Object.entries(cardsIn('vi')).map(([id, card]) => [`the-${id}`, spokenOf(card)]));
	expect(JSON.parse(readFileSync('static/the-day/texts.json', 'utf8'))).toEqual(spoken);
	for (const id of ids) expect(existsSync(`static/the-day/the-${id}.ogg`)).toBe(true);
});
