import * as v from 'valibot';
import { expect, test } from 'vitest';
import { AnswerForm, BeginForm, OfficialCodeForm, PeopleForm, SlipForm, StatusForm, WayForm } from './forms.ts';

test.each([
	[{ raw: ' Sương ' }, ' Sương '],
	[{}, ''],
	[{ d: '', m: '', y: '' }, ''],
	[{ d: '14', m: ' 3', y: '1950' }, '14/3/1950'],
	[{ d: '', m: '3', y: '1950' }, '3/1950'],
	[{ d: '', m: '', y: '1950' }, '1950'],
	[{ d: '14', m: '', y: '1950' }, '14//1950'],
	[{ d: '14', m: '3', y: '' }, '14/3']
])('an answer of the boxes %j is %j', (boxes, raw) => {
	expect(v.parse(AnswerForm, boxes)).toEqual({ raw });
});

test.each([
	['2026-07-14T09:43', '2026-07-14T02:43:00.000Z'],
	['2026-07-14T09:43:30', '2026-07-14T02:43:00.000Z'],
	['', ''],
	['hôm qua', '']
])('a time on the wall of the centre: %j', (outsideAt, is) => {
	expect(v.parse(StatusForm, { outsideAt })).toEqual({ outsideAt: is });
});

test('the other forms of a case', () => {
	expect(v.parse(BeginForm, { card: '1' })).toEqual({ byCard: true });
	expect(v.parse(BeginForm, { card: '' })).toEqual({ byCard: false });
	expect(v.parse(OfficialCodeForm, { official: 'H45.1' })).toEqual({ code: 'H45.1' });
	expect(v.parse(SlipForm, { slip: '4071' })).toEqual({ code: '4071' });
	expect(v.parse(PeopleForm, { submitter: 'owner' })).toEqual({ submitter: 'owner' });
	expect(v.parse(PeopleForm, { submitter: '' })).toEqual({ submitter: 'helped' });
	expect(v.parse(WayForm, { way: 'DIRECT', receiver: 'a' })).toEqual({ receiver: 'a' });
	expect(v.parse(WayForm, { way: 'ONLINE', receiver: 'a' })).toEqual({ receiver: null });
});
