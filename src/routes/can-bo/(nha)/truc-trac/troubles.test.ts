import { expect, test } from 'vitest';
import { rooms } from '#program/rooms.ts';
import { choreWords, heldOf, jobWords } from './troubles.ts';

test('every chore of the house reads as words on the page of troubles', () => {
	const names = rooms.flatMap(({ chores }) => chores.map(({ name }) => name));
	expect(names.length).toBeGreaterThan(5);
	for (const name of names) expect(choreWords(name)).not.toBe(name);
});

test('every job of the house has a name of its own in three languages, from its room', () => {
	const names = rooms.flatMap(({ listens }) => listens.map(({ name }) => name));
	expect(names.length).toBeGreaterThan(25);
	for (const locale of ['vi', 'en', 'hi'] as const) {
		const said = names.map((name) => jobWords(name, { locale }));
		const other = jobWords('cases.queue', { locale });
		expect(names.filter((_, n) => said[n] === other)).toEqual([]);
		expect(names.filter((_, n) => said.indexOf(said[n]!) !== n)).toEqual([]);
	}
	expect(jobWords('cases.queue')).toBe('Việc của bản cũ');
});

test('a thing that is stuck is held by whoever took it since then', () => {
	const at = (minute: number): Date => new Date(Date.UTC(2026, 6, 14, 2, minute));
	const holds = [{ trouble: 'portal:silent', heldSince: at(41) }];
	expect(heldOf(holds, 'portal:silent', at(40))).toBe(holds[0]);
	expect(heldOf(holds, 'portal:silent', at(50))).toBeNull();
	expect(heldOf(holds, 'portal:refused', at(40))).toBeNull();
});
