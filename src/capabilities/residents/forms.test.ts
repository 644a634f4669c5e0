import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
	CorrectForm,
	FollowForm,
	JoinForm,
	MergeForm,
	NeedsForm,
	PaperForm,
	StandForm,
	UnverifiedForm,
	WhyForm
} from './forms.ts';

const TODAY = '2026-07-14';
const form = {
	birth: '',
	hamlet: '',
	address: '',
	number: '',
	phone: '',
	'was-name': 'Sương Thị Sớm',
	'was-birth': '1950-03-14',
	'was-gender': 'female',
	'was-hamlet': 'thôn Bến Gió'
};
const corrected = (typed: Partial<typeof form>) => v.parse(CorrectForm(TODAY), { ...form, ...typed });

test.each([
	['an empty box leaves the day', '', '1950-03-14', { birthYear: null, birthDate: '1950-03-14' }],
	['an empty box leaves the year', ' ', '1950', { birthYear: 1950, birthDate: null }],
	['an empty box where nothing was', '', '', { birthYear: null, birthDate: null }],
	['a dash takes it away', '-', '1950-03-14', { birthYear: null, birthDate: null }],
	['a day', '14/3/1951', '1950', { birthYear: 1951, birthDate: '1951-03-14' }],
	['a year', '1951', '1950', { birthYear: 1951, birthDate: null }],
	['a day that no month has', '31/02/1968', '1950', { birthYear: null, birthDate: '?' }],
	['neither day nor year', 'năm con hổ', '1950', { birthYear: null, birthDate: '?' }],
	['a day to come', '1/1/2030', '1950', { birthYear: null, birthDate: '?' }]
])('a birth in one box: %s', (_, birth, was, is) => {
	expect(corrected({ birth, 'was-birth': was })).toMatchObject(is);
});

test('hamlet, number and telephone: an empty box leaves, a dash takes away, spaces are none', () => {
	expect(corrected({})).toMatchObject({ hamlet: 'thôn Bến Gió', number: undefined, phone: undefined });
	expect(corrected({ hamlet: '-', number: '-', phone: ' - ' })).toMatchObject({
		hamlet: null,
		number: null,
		phone: null
	});
	expect(corrected({ hamlet: ' thôn  Gò Nắng ', number: '097 150 004 127', phone: '0900.000.318' })).toMatchObject({
		hamlet: 'thôn Gò Nắng',
		number: '097150004127',
		phone: '0900000318'
	});
	expect(corrected({ 'was-hamlet': '' }).hamlet).toBeNull();
	expect(corrected({ hamlet: '@', address: 'xã Mây' })).toMatchObject({ hamlet: 'xã Mây', elsewhere: true });
	expect(corrected({ hamlet: 'thôn Gò Nắng', address: 'xã Mây' })).toMatchObject({ elsewhere: false });
	expect(corrected({}).was).toEqual({
		name: 'Sương Thị Sớm',
		birth: '1950-03-14',
		gender: 'female',
		hamlet: 'thôn Bến Gió'
	});
});

test('needs and groups are what is ticked', () => {
	const said = v.parse(NeedsForm, { 'need-companion': 'on', 'need-none-such': 'on', was: 'big-print companion' });
	expect(said).toEqual({ needs: ['companion'], was: ['big-print', 'companion'] });
	expect(v.parse(NeedsForm, {})).toEqual({ needs: [], was: [] });
	const why = v.parse(WhyForm, { 'group-HN': 'on', 'group-NKT': 'on', disability: 'sight', ethnic: ' Tày ' });
	expect(why.belongs).toContainEqual({ group: 'NKT', disability: 'sight' });
	expect(why.belongs).toContainEqual({ group: 'HN', disability: null });
	expect(why.ethnic).toBe('Tày');
	expect(v.parse(WhyForm, { disability: '', ethnic: '' })).toEqual({ belongs: [], ethnic: null, note: '' });
});

test.each([
	['-', null],
	['1/1/2030', '2030-01-01'],
	['bao giờ', '?'],
	['', '?']
])('a paper is valid until %j: %j', (until, is) => {
	expect(v.parse(PaperForm(TODAY), { until })).toEqual({ until: is });
});

test.each([
	[
		{ year: '', hamlet: '', address: '' },
		{ birthYear: null, hamlet: null, elsewhere: false }
	],
	[
		{ year: ' 1950 ', hamlet: ' thôn Bến Gió ', address: 'không xem tới' },
		{ birthYear: 1950, hamlet: 'thôn Bến Gió', elsewhere: false }
	],
	[
		{ year: '1950', hamlet: '@', address: ' thôn Lau,  xã Mây ' },
		{ birthYear: 1950, hamlet: 'thôn Lau, xã Mây', elsewhere: true }
	],
	[
		{ year: 'x', hamlet: '', address: '' },
		{ birthYear: Number.NaN, hamlet: null, elsewhere: false }
	]
])('somebody as said: %j', (typed, is) => {
	expect(v.parse(UnverifiedForm, typed)).toEqual(is);
});

test('the boxes whose names are other than what the command calls them', () => {
	expect(v.parse(JoinForm, { member: ' a ' })).toEqual({ person: 'a' });
	expect(v.parse(MergeForm, { keep: 'a b' })).toEqual({ kept: 'a', gone: 'b' });
	expect(v.parse(MergeForm, { keep: '' })).toEqual({ kept: '', gone: '' });
	expect(v.parse(FollowForm, { evidence: 'paper', 'read-aloud': true })).toEqual({
		evidence: 'paper',
		readAloud: true
	});
	expect(v.parse(FollowForm, { evidence: '', 'read-aloud': false })).toEqual({ evidence: 'said', readAloud: false });
	expect(v.parse(StandForm, { 'paper-seen': true })).toEqual({ paperSeen: true });
});
