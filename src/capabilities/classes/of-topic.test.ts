import { expect, test } from 'vitest';
import { teaching, type ClassSatIn } from './of-topic.server.ts';

const sat = (run: string, topic: ClassSatIn['topic']): ClassSatIn => ({
	...{ run, topic, trainer: { staff: 'x', name: 'Hoa Thị Lúa', organisation: 'centre' }, assessors: [], hosts: [] },
	...{ lessons: 4, attended: 3, firstDay: '2026-07-01', lastDay: '2026-07-22' }
});

test('a class of a topic teaches it whole, a class of all topics a little of each, a class of another nothing of it', () => {
	const all = [sat('all', null), sat('theirs', 'self-protection'), sat('other', 'e-id')];
	expect(teaching(all, 'self-protection').map(({ run, whole }) => [run, whole])).toEqual([
		['all', false],
		['theirs', true]
	]);
	expect(teaching(all, 'shopping-payment').map(({ run, whole }) => [run, whole])).toEqual([['all', false]]);
});
