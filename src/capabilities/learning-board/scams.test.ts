import { expect, test } from 'vitest';
import { practiceItems } from '#capabilities/practice/scams.ts';
import { familiesOf } from './scams.ts';

const scam = practiceItems.find(({ genuine }) => !genuine)!;
const twin = practiceItems.find(({ genuine, family }) => genuine && family === scam.family)!;
const told = (item: string, act: string, first: boolean, times: number) => ({ item, act, first, times });

test('seen through and doubted stand together, the first set beside the last; hung up on, left and asked each count as what they are', () => {
	const rows = [
		told(scam.id, 'follow', true, 4),
		told(scam.id, 'hang-up', true, 6),
		told(scam.id, 'check', false, 9),
		told(scam.id, 'follow', false, 1),
		told(twin.id, 'hang-up', true, 5),
		told(twin.id, 'follow', true, 5),
		told(twin.id, 'check', false, 8),
		told(twin.id, 'leave', false, 2)
	];
	const line = { seen: [60, 90], doubted: [50, 20] };
	expect(familiesOf(rows)).toEqual([
		{ family: 'all', ...line },
		{ family: scam.family, ...line }
	]);
});

test('what was heard too little of, of either kind, is not told', () => {
	expect(familiesOf([told(scam.id, 'check', true, 40), told(scam.id, 'check', false, 40)])).toEqual([]);
	expect(familiesOf([])).toEqual([]);
});
