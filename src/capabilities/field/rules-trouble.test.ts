import { expect, test } from 'vitest';
import { results } from './protocol.ts';
import { asked, countsOf, sortedOut, standingOf } from './rules-trouble.ts';

const statuses = ['waiting', 'later', 'laid', 'done', 'box'] as const;

test('every word stands in one place, and none is lost between them', () => {
	const lines = statuses.flatMap((status) => [null, ...results].map((result) => ({ status, result })));
	const sorted = sortedOut(lines);
	expect(Object.values(sorted).flat()).toHaveLength(lines.length);
	for (const [standing, those] of Object.entries(sorted))
		for (const one of those) expect(standingOf(one)).toBe(standing);
});

test('who acts: who said it where it was refused, nobody where it waits, whoever leads where two differ', () => {
	expect(standingOf({ status: 'box', result: 'rejected' })).toBe('mine');
	expect(standingOf({ status: 'waiting', result: 'held' })).toBe('held');
	expect(standingOf({ status: 'done', result: 'conflict' })).toBe('others');
	expect(standingOf({ status: 'done', result: 'rerouted' })).toBe('moved');
	// Refused once or twice it is tried again by itself: nobody is asked for anything yet.
	expect(standingOf({ status: 'waiting', result: 'rejected' })).toBe('queue');
	expect(standingOf({ status: 'waiting', result: null })).toBe('queue');
	for (const result of ['applied', 'merged', 'duplicate'] as const)
		expect(standingOf({ status: 'done', result })).toBe('arrived');
	expect(asked).not.toContain('moved');
});

test('what waits is counted by what it is, in the order in which it was said', () => {
	const lines = ['a.visit', 'a.need', 'a.visit', 'a.visit'].map((command) => ({ command }));
	expect(countsOf(lines)).toEqual([
		{ command: 'a.visit', count: 3 },
		{ command: 'a.need', count: 1 }
	]);
});
