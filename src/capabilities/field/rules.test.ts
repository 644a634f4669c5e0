import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKeys } from '#platform/keys.server.ts';
import { rightsOf } from '#program/roles.ts';
import { carriedRights, carries } from './carries.server.ts';
import { changes } from './changes.server.ts';
import { settleOperation } from './box.server.ts';
import { epochAfter, markOf, readMark } from './mark.server.ts';
import { placeOf, type Placing } from './rules-place.ts';
import { saidOf } from './rules-said.ts';

describe('when something was said', () => {
	const [since, arrived] = [new Date('2026-07-01T00:00:00Z'), new Date('2026-07-14T02:00:00Z')];
	const at = (clientTime: string | number, skewMs = 0) =>
		saidOf(
			{ clientTime: typeof clientTime === 'number' ? clientTime : Date.parse(clientTime), skewMs },
			{ arrived, since }
		).toISOString();

	test.each([
		['by the phone', '2026-07-13T08:00:00Z', 0, '2026-07-13T08:00:00.000Z'],
		['less how far it is ahead', '2026-07-15T08:00:00Z', 2 * 86_400_000, '2026-07-13T08:00:00.000Z'],
		['never after it arrived', '2026-07-20T08:00:00Z', 0, '2026-07-14T02:00:00.000Z'],
		['never before the phone was theirs', '2020-01-01T00:00:00Z', 0, '2026-07-01T00:00:00.000Z'],
		['when it arrived, where the clock says nothing', Number.NaN, 0, '2026-07-14T02:00:00.000Z']
	])('%s', (_, clientTime, skew, said) => expect(at(clientTime, skew)).toBe(said));
});

test('a clock that falls back dates no word before the one before it, and none after it arrived', () => {
	const day = fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2026, 5, 1 + n)));
	fc.assert(
		fc.property(fc.integer(), day, day, day, (clientTime, since, last, arrived) => {
			const said = saidOf({ clientTime, skewMs: 0 }, { arrived, since, last });
			if (last <= arrived) expect(said.getTime()).toBeGreaterThanOrEqual(last.getTime());
			expect(said.getTime()).toBeLessThanOrEqual(arrived.getTime());
		})
	);
});

describe('where a word goes', () => {
	const place = (more: Partial<Placing>) =>
		placeOf({
			...{
				area: 'mine',
				now: new Set(['mine']),
				ever: new Set(['mine']),
				holds: 'mine',
				before: [],
				founds: false,
				wins: false
			},
			...more
		});
	const nowhere = new Set<string>();

	test.each([
		['its author goes there', {}, { to: 'run', areas: ['mine'] }],
		['the door was handed over since', { holds: 'other', before: ['mine'] }, { to: 'box', area: 'other' }],
		['and to nobody', { holds: null, before: ['mine'] }, { to: 'box', area: null }],
		[
			'a no goes there all the same',
			{ holds: 'other', before: ['mine'], wins: true },
			{ to: 'run', areas: ['mine', 'other'] }
		],
		['a no of a stranger does not', { holds: 'other', wins: true }, { to: 'refuse' }],
		['its author was withdrawn', { now: nowhere }, { to: 'box', area: 'mine' }],
		['its author never went there', { holds: 'other' }, { to: 'refuse' }],
		['nor to any area', { now: nowhere, ever: nowhere }, { to: 'refuse' }],
		['it brings a new door', { holds: undefined, founds: true }, { to: 'run', areas: ['mine'] }],
		[
			'a new door of whoever was withdrawn',
			{ holds: undefined, founds: true, now: nowhere },
			{ to: 'box', area: 'mine' }
		]
	] as const)('%s', (_, more, expected) => expect(place(more)).toEqual(expected));
});

describe('the mark of the last answer', () => {
	const keys = newKeys();
	const [phone, other] = ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'];

	test('is read by the house that gave it, for the phone that it gave it to', () => {
		const mark = markOf(keys, phone, { contact: 7, epoch: 2 });
		expect(readMark(keys, phone, mark)).toEqual({ contact: 7, epoch: 2 });
		expect(readMark(keys, other, mark)).toBeNull();
		expect(readMark(newKeys(), phone, mark)).toBeNull();
		expect(readMark(keys, phone, mark.replace('7.', '8.'))).toBeNull();
		expect(readMark(keys, phone, 'x')).toBeNull();
	});

	test.each([
		['nothing was put back', { contact: 5, epoch: 1 }, { contacts: 5, epoch: 1 }, 1],
		['an answer was lost on the way', { contact: 4, epoch: 1 }, { contacts: 6, epoch: 1 }, 1],
		['yesterday was put back', { contact: 9, epoch: 1 }, { contacts: 5, epoch: 1 }, 2],
		['another phone has shown it already', { contact: 9, epoch: 1 }, { contacts: 5, epoch: 2 }, 2],
		['the same day was put back twice', { contact: 3, epoch: 2 }, { contacts: 5, epoch: 1 }, 3],
		['the first contact', null, { contacts: 0, epoch: 1 }, 1]
	])('%s', (_, mark, known, epoch) => expect(epochAfter(mark, known)).toBe(epoch));
});

test('a phone may what it brings and is told, and nothing else', () => {
	const asked = [changes.called, settleOperation.called];
	expect([...carriedRights, ...asked].toSorted()).toEqual([...rightsOf.phone].toSorted());
	for (const { door } of carries.values()) expect([door.called, door.kind]).toEqual([door.called, 'command']);
});
