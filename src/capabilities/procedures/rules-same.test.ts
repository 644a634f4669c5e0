import { expect, test } from 'vitest';
import type { Answers } from './form.ts';
import { form } from './forms/1.001193.ts';
import { follow } from './rules-same.ts';

const asked = { 'applicant-name': 'Mưa Thị Hoa', 'applicant-birth': '1995', 'applicant-address': 'thôn Bến Gió' };
const after = (before: Answers, more: Record<string, string>) => follow(form, before, { ...before, ...more });
const boxes = ({ set }: { set: [string, string][] }) => set.map(([box]) => box);

test('a mother who asks has said her own name, birth and address already', () => {
	expect(boxes(after(asked, { relation: 'mother' }))).toEqual(['mother-name', 'mother-birth', 'mother-address']);
	expect(boxes(after(asked, { relation: 'father' }))).toEqual(['father-name', 'father-birth', 'father-address']);
	expect(after(asked, { relation: 'grandparent' })).toEqual({ set: [], unset: [] });
});

test('what was put right there is put right here, until another thing was typed here', () => {
	const mother = { ...asked, relation: 'mother', 'mother-name': 'Mưa Thị Hoa', 'mother-address': 'ở nhà ngoại' };
	expect(after(mother, { 'applicant-name': 'Mưa Thị Hoà' }).set).toContainEqual(['mother-name', 'applicant-name']);
	expect(boxes(after(mother, { 'applicant-address': 'thôn Gò Nắng' }))).not.toContain('mother-address');
	expect(boxes(after(mother, { 'mother-name': 'Mưa Thị Hoạ' }))).not.toContain('mother-name');
});

test('of another mother nothing of it stays but what was typed for her', () => {
	const mother = { ...asked, relation: 'mother', 'mother-name': 'Mưa Thị Hoa', 'mother-address': 'ở nhà ngoại' };
	expect(after(mother, { relation: 'grandparent' })).toEqual({ set: [], unset: ['mother-name'] });
});
