import { expect, test } from 'vitest';
import { doubtsOf } from './rules-doubts.ts';

const TODAY = '2026-07-14';
const codes = (answers: Record<string, string>, procedure = '1.014027') =>
	doubtsOf(procedure, { want: 'begin', household: 'none', ...answers }, TODAY).map(({ code }) => code);

test.each([
	['1951-07-14', 'none', []],
	['1951-07-15', 'none', ['pension-age']],
	// A year alone is enough where they may have turned 75 in it.
	['1951', 'none', []],
	['1952', 'none', ['pension-age']],
	['1956-07-14', 'poor', []],
	['1956-07-14', 'near-poor', []],
	['1956-07-15', 'poor', ['pension-age']],
	['1956-07-14', 'none', ['pension-age']]
])('born %s in a household that is %s', (birth, household, said) => {
	expect(codes({ 'applicant-birth': birth, household })).toEqual(said);
});

test('whoever changes or stops a pension is asked about no age; another pension and a short account are said', () => {
	expect(codes({ want: 'end', 'applicant-birth': '1990', 'other-pension': 'yes' })).toEqual([]);
	expect(codes({ 'applicant-birth': '1940', 'other-pension': 'yes', account: '123456 Agribank' })).toEqual([
		'pension-other',
		'account-short'
	]);
	expect(codes({ 'applicant-birth': '1940', account: '0000 1234 5678' })).toEqual([]);
	expect(codes({ 'applicant-birth': '1990' }, '2.000635')).toEqual([]);
});
