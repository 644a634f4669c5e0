import { expect, test } from 'vitest';
import { isDone, today, type Door } from './rules-today.ts';

const person = (name: string, more: Partial<Door['people'][number]> = {}) => ({
	...{
		id: name,
		name,
		year: 1980,
		gender: 'female',
		relation: 'head',
		needs: [],
		verified: false,
		step: null,
		open: [],
		again: [],
		consents: {},
		versions: {}
	},
	...more
});
const need = (more: Partial<Door['people'][number]['open'][number]> = {}) => ({
	...{ id: 'need', kind: 'learn', urgency: 'this-month', plan: null, promisedOn: null, owner: null },
	...more
});
const door = (book: string, more: Partial<Door> = {}): Door => ({
	...{ id: `door ${book}`, book, hamlet: 'thôn Gò Nắng', lane: 'ngõ Đa', floor: null, point: null, address: 'ngõ Đa' },
	...{ people: [person(`Sương Thị ${book}`)], visited: null, lastBy: null, visits: 0, area: 'a', ...more }
});
const DAY = '2026-07-14';
const books = (doors: readonly Door[], said = new Map()) => today(doors, DAY, said).map(({ book, why }) => [book, why]);

test('what was promised comes first, then who asked, who is asked again, who is old or needs somebody, who was not at home, and the rest along the way', () => {
	expect(
		books([
			door('21'),
			door('3'),
			door('9', { visited: ['2026-07-12', 'not-home'] }),
			door('2', { visited: ['2026-07-13', 'met'], people: [person('Ổi Thị Già', { year: 1940 })] }),
			door('1', {
				visited: ['2026-06-14', 'met'],
				people: [person('Sen Thị Nhớ', { again: [['e-id', '2026-07-14']] })]
			}),
			door('11', {
				visited: ['2026-07-10', 'met'],
				people: [person('Sen Thị Sau', { again: [['e-id', '2026-08-09']] })]
			}),
			door('5', { people: [person('Mây Thị Già', { year: 1950 })] }),
			door('6', { people: [person('Gió Thị Yếu', { needs: ['companion'] })] }),
			door('7', { people: [person('Lau Thị Nhờ', { open: [need({ plan: 'home-visit' })] })] }),
			door('8', { people: [person('Bưởi Thị Hẹn', { open: [need({ promisedOn: '2026-07-14' })] })] }),
			door('4', { people: [person('Na Thị Mai', { open: [need({ promisedOn: '2026-07-20' })] })] })
		])
	).toEqual([
		['8', 'promise'],
		['7', 'asked'],
		['1', 'check'],
		['5', 'elder'],
		['6', 'companion'],
		['9', 'again'],
		['3', 'next'],
		['4', 'next'],
		['21', 'next'],
		['2', 'met'],
		['11', 'met']
	]);
});

test('whoever was met today is done and behind; where nobody was home stays, at the end; lanes stay together', () => {
	const doors = [door('1'), door('2'), door('3'), door('10', { lane: 'ngõ Ao' }), door('4', { visited: [DAY, 'met'] })];
	const said = new Map([
		['door 1', { outcome: 'met' as const }],
		['door 2', { outcome: 'not-home' as const }]
	]);
	expect(books(doors, said).map(([book]) => book)).toEqual(['10', '3', '2', '1', '4']);
	expect(
		today(doors, DAY, said)
			.filter(isDone)
			.map(({ book }) => book)
	).toEqual(['1', '4']);
	// What was said later on this phone counts over what the house knew.
	expect(
		today([door('4', { visited: [DAY, 'not-home'] })], DAY, new Map([['door 4', { outcome: 'met' }]]))[0]!.done
	).toBe('met');
});

test('a door without a name is a door', () => {
	expect(books([door('1', { people: [person('', { name: null, year: null })] })])).toEqual([['1', 'next']]);
});
