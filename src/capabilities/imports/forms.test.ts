import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { DecideForm, MappingForm } from './forms.ts';

test('each column says what it holds; what is no field is left out', () => {
	expect(v.parse(MappingForm, { 'column-0': 'name', 'as-is-0': 'on' })).toEqual({ mapping: { name: 0 }, asIs: [0] });
	const typed = { 'column-0': 'name', 'column-3': 'birth', 'column-4': '', 'column-5': 'none-such', muc: 'new' };
	expect(v.parse(MappingForm, typed)).toEqual({ mapping: { name: 0, birth: 3 }, asIs: [] });
});

test('a field that was chosen for two columns is refused before anything is checked', () => {
	expect(() => v.parse(MappingForm, { 'column-0': 'name', 'column-1': 'name' })).toThrow(
		new Refusal('import-column-twice')
	);
});

test.each([
	['12 new', { n: 12, decision: 'new' }],
	['3 skip', { n: 3, decision: 'skip' }]
])('one press decides: %s', (decide, is) => {
	expect(v.parse(DecideForm, { decide })).toEqual(is);
});

test('a press that says nothing is wrong input', () => {
	expect(v.safeParse(DecideForm, { decide: '' }).success).toBe(false);
	expect(v.safeParse(DecideForm, { decide: '3 burn' }).success).toBe(false);
});
