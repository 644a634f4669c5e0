import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import { birthdayAt, DAYS_AFTER, DAYS_BEFORE, readOccasion, renewableFrom, suggestNeeds } from './rules-need.ts';
import { lateOf } from './rules-need-board.ts';
import type { OpenNeed } from './answers.ts';

const today = '2026-07-14';
const found = (birthDate: string | null, birthYear: number | null = null): string[] =>
	suggestNeeds({ birthDate, birthYear }, today).map(({ occasion }) => occasion);

it.each([
	['14 today: her first renewal, and from now on level 2', '2012-07-14', ['card-14', 'level-2-14']],
	['14 next month: the card alone, level 2 waits for the day', '2012-08-14', ['card-14']],
	['25 in fifty days', '2001-09-02', ['card-25']],
	['25 in three months: not yet', '2001-10-14', []],
	['40 five months ago', '1986-02-14', ['card-40']],
	['40 a year ago: she was asked, or has renewed', '1985-07-14', []],
	['60 today: the last renewal', '1966-07-14', ['card-60']],
	['61: a card after 60 has no end', '1965-07-01', []],
	['75 today', '1951-07-14', ['pension-75']],
	['75 tomorrow', '1951-07-15', []],
	['born on 29 February 2012, 14 on 1 March', '2012-02-29', ['card-14', 'level-2-14']],
	['a child of six', '2020-07-14', []]
])('%s', (_, birth, occasions) => expect(found(birth)).toEqual(occasions));

it.each([
	['the year alone is known, and it is this one', 1966, ['card-60']],
	['the year before', 1965, []],
	['75 some time this year', 1951, ['pension-75']]
])('%s', (_, year, occasions) => expect(found(null, year)).toEqual(occasions));

test('nothing is known, nothing is said', () => expect(found(null)).toEqual([]));

test('what has turned is for this week, what will turn for this month', () => {
	expect(suggestNeeds({ birthDate: '1966-07-13', birthYear: null }, today)[0]).toMatchObject({
		urgency: 'this-week',
		on: '2026-07-13'
	});
	expect(suggestNeeds({ birthDate: '1966-07-15', birthYear: null }, today)[0]).toMatchObject({
		urgency: 'this-month',
		on: '2026-07-15'
	});
	expect(renewableFrom('2026-07-15')).toBe('2024-07-15');
	expect(birthdayAt('2012-02-29', 14)).toBe('2026-03-01');
	expect(readOccasion('level-2-14')).toEqual({ name: 'level-2', age: 14 });
	expect(readOccasion('sinh-nhat')).toBeNull();
	expect(readOccasion(null)).toBeNull();
});

test('whatever the birthday, an occasion is spoken of near its day only, and each but once on a day', () => {
	const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1925-01-01', n));
	fc.assert(
		fc.property(day, day, (birthDate, now) => {
			const all = suggestNeeds({ birthDate, birthYear: null }, now);
			expect(new Set(all.map(({ occasion }) => occasion)).size).toBe(all.length);
			for (const { on, occasion } of all) {
				const read = readOccasion(occasion)!;
				expect('age' in read && on === birthdayAt(birthDate, read.age)).toBe(true);
				expect(now >= addDays(on!, -DAYS_BEFORE) && now <= addDays(on!, DAYS_AFTER)).toBe(true);
			}
		})
	);
});

it.each([
	['a card that ran out in spring', { cardUntil: '2026-04-01' }, ['card-until-2026-04-01']],
	['one that ran out years ago, and nobody told her', { cardUntil: '2019-04-01' }, ['card-until-2019-04-01']],
	['a card of two months more', { cardUntil: '2026-09-12' }, ['card-until-2026-09-12']],
	['a card of years more is believed, whatever her age makes likely', { cardUntil: '2040-01-01' }, []],
	['insurance of three weeks more', { insuranceUntil: '2026-08-04' }, ['insurance-until-2026-08-04', 'card-60']],
	['insurance of two months more: not yet', { insuranceUntil: '2026-09-14' }, ['card-60']],
	['nothing is noted', {}, ['card-60']]
])('she is 60 today; %s', (_, papers, occasions) => {
	const all = suggestNeeds({ birthDate: '1966-07-14', birthYear: null, ...papers }, today);
	expect(all.map(({ occasion }) => occasion)).toEqual(occasions);
	for (const { occasion, on } of all)
		if (occasion.includes('until')) expect(readOccasion(occasion)).toMatchObject({ on });
});

const at = new Date('2026-07-13T01:00:00Z');
const now = new Date('2026-07-14T02:00:00Z');
const need = (more: Partial<OpenNeed>) => {
	const base = {
		...{ id: 'n', personId: 'p', personName: 'Sương', birthYear: 1950, hamlet: 'thôn Bến Gió', kind: 'e-id' as const },
		...{
			urgency: 'this-week' as const,
			source: 'counter' as const,
			ownerId: null,
			ownerName: null,
			plan: null,
			promisedOn: null,
			madeAt: now
		},
		...more
	};
	return { ...base, late: lateOf(base, today, now) };
};

it.each([
	['promised for yesterday', { promisedOn: '2026-07-13', ownerId: 'x' }, 'promise-over'],
	['promised for today', { promisedOn: today, ownerId: 'x' }, null],
	['nobody for 25 hours', { madeAt: at }, 'nobody'],
	['nobody for a minute', {}, null],
	['somebody for 25 hours', { madeAt: at, ownerId: 'x' }, null]
] as const)('late: %s', (_, more, late) => expect(need(more).late).toBe(late));
