import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topics } from '#capabilities/assistance/topics.ts';
import { lookedAt, needsOfGaps } from './rules-gaps.ts';

test('a class is looked at from two weeks after its last lesson until sixty days after it', () => {
	expect(lookedAt('2026-07-31')).toEqual({ since: '2026-06-01', until: '2026-07-17' });
});

test('each thing that is not done alone is met by one need, what protects by the one that teaches protecting oneself, and nothing by none', () => {
	const gap = fc.record({ topic: fc.constantFrom(...topics), critical: fc.boolean() });
	fc.assert(
		fc.property(fc.array(gap, { maxLength: 12 }), (gaps) => {
			const needs = needsOfGaps(gaps);
			expect(new Set(needs).size).toBe(needs.length);
			const safety = gaps.filter(({ topic, critical }) => critical && topic === 'self-protection').length;
			expect(needs.includes('safety-online')).toBe(safety > 0);
			expect(needs.includes('learn')).toBe(gaps.length > safety);
		})
	);
});
