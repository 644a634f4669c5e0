import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topics } from '#capabilities/assistance/topics.ts';
import { openTopic, topicsOf } from './rules-open-topic.ts';

const skills = fc.array(
	fc.record({
		topic: fc.constantFrom(...topics),
		level: fc.option(fc.nat(3)),
		last: fc.option(fc.integer({ min: 1, max: 1000 }).map((day) => new Date(day * 86_400_000)))
	})
);

test('one topic lies open: the one that is asked for, else where they were seen last; nothing of the others is left out of the counts', () =>
	fc.assert(
		fc.property(skills, fc.option(fc.oneof(fc.constantFrom(...topics), fc.string())), (rows, asked) => {
			const open = openTopic(rows, asked);
			const last = Math.max(...rows.map((one) => one.last?.getTime() ?? 0), 0);
			if (topics.some((one) => one === asked)) expect(open).toBe(asked);
			else if (last === 0) expect(open).toBe('self-protection');
			else expect(rows.some((one) => one.topic === open && one.last?.getTime() === last)).toBe(true);
			const counts = topicsOf(rows);
			expect(counts.reduce((sum, { all }) => sum + all, 0)).toBe(rows.length);
			for (const { alone, all } of counts) expect(alone).toBeLessThanOrEqual(all);
		})
	));
