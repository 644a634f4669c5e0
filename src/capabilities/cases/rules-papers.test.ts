import { expect, test } from 'vitest';
import { unseenPapers } from './rules-papers.ts';

const papers = [
	{ id: 'card', kind: 'present' },
	{ id: 'form', kind: 'form' },
	{ id: 'old', kind: 'submit' },
	{ id: 'mandate', kind: 'conditional' }
] as const;
const open = (...args: Parameters<typeof unseenPapers> extends [unknown, ...infer R] ? R : never) =>
	unseenPapers(papers, ...args).map(({ id }) => id);

test('what is required waits for somebody’s eyes; what depends on something does not', () => {
	expect(open([])).toEqual(['card', 'form', 'old']);
});

test('any word of whoever looked counts, an attached file that nobody opened does not, until somebody looked', () => {
	const seen = [
		{ paper: 'card', verdict: 'seen' },
		{ paper: 'form', verdict: 'attached' },
		{ paper: 'old', verdict: 'missing' }
	];
	expect(open(seen)).toEqual(['form']);
	expect(open(seen, [{ paper: 'form' }])).toEqual([]);
});
