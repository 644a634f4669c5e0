import { describe, expect, it } from 'vitest';
import { nextStep, statusesAfter } from './rules-next.ts';

const direct = { way: 'DIRECT' as const, status: null };

describe('the next thing to do to a case', () => {
	it.each([
		['a draft waits for her yes', { ...direct, stage: 'draft' as const }, null, 'confirm'],
		['a confirmed DIRECT one waits for an officer', { ...direct, stage: 'confirmed' as const }, null, 'receive'],
		[
			'a received one goes to the portal',
			{ ...direct, stage: 'received' as const },
			{ way: 'api' as const },
			'wait-portal'
		],
		[
			'or by hand, where the centre files so',
			{ ...direct, stage: 'received' as const },
			{ way: 'by-hand' as const },
			'file-by-hand'
		],
		[
			'an ONLINE one needs no officer',
			{ way: 'ONLINE' as const, status: null, stage: 'confirmed' as const },
			null,
			'wait-portal'
		],
		[
			'at 9 the result is handed over',
			{ way: 'DIRECT' as const, status: 9 as const, stage: 'filed' as const },
			null,
			'hand-over'
		],
		['at 10 nothing is left', { way: 'DIRECT' as const, status: 10 as const, stage: 'filed' as const }, null, 'none']
	])('%s', (_, file, portal, step) => expect(nextStep(file, portal)).toBe(step));

	it('offers every status but the one it has and the last, the likely ones first', () => {
		const { likely, other } = statusesAfter(4);
		expect(likely).toEqual([9, 5, 6, 8]);
		expect([...likely, ...other].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
	});
});
