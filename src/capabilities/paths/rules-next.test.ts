import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateSigns, statements as frame, topicOf } from '#capabilities/learning/frame.ts';
import { pictos } from '#design/drawings.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { nextStep, type Path, type Stands } from './rules-next.ts';
import { leadsTo } from './rules-leads.ts';
import { ofStatements } from './ui/pictures.ts';

const TODAY = '2026-07-14';
const signs = gateSigns.map(({ id }) => id);
const fresh = (id: string): Stands => {
	const { critical, requires } = frame.find((one) => one.id === id)!;
	return { id, critical, requires, topic: topicOf(id)!.topic, level: null, failed: false, dueOn: null };
};
const all = frame.map(({ id }) => fresh(id));
const path = (more: Partial<Path> = {}, put: Partial<Record<string, Partial<Stands>>> = {}): Path => ({
	statements: all.map((one) => ({ ...one, ...put[one.id] })),
	...{ signs: new Set<string>(), goal: null, practiceOn: null, today: TODAY },
	...more
});

const how = fc.record({
	level: fc.constantFrom(null, 0, 1, 2, 3),
	failed: fc.boolean(),
	dueOn: fc.constantFrom(null, '2026-07-01', '2026-07-14', '2026-09-01')
});
const anyPath = fc
	.record({
		hows: fc.array(how, { minLength: all.length, maxLength: all.length }),
		signs: fc.subarray(signs),
		goal: fc.oneof(
			fc.constant(null),
			fc.constantFrom(...topics).map((topic) => ({ topic, statement: null })),
			fc.constantFrom(...all.map(({ id }) => id)).map((statement) => ({ topic: null, statement }))
		),
		practiceOn: fc.constantFrom(null, '2026-07-14', '2026-08-01')
	})
	.map(({ hows, signs: has, goal, practiceOn }): Path => ({
		statements: all.map((one, n) => ({
			...one,
			...hows[n]!,
			// Only what is done alone has a day.
			dueOn: (hows[n]!.level ?? 0) >= 2 ? hows[n]!.dueOn : null
		})),
		...{ signs: new Set(has), goal, practiceOn, today: TODAY }
	}));

describe('the one step that comes next', () => {
	test('is always exactly one, of a statement, a sign or nothing as its name says, and the same each time', () => {
		fc.assert(
			fc.property(anyPath, (walks) => {
				const next = nextStep(walks);
				expect(nextStep({ ...walks, signs: new Set([...walks.signs].toReversed()) })).toEqual(next);
				if (next.why === 'sign') expect(signs).toContain(next.of);
				else if (['practice', 'choose', 'nothing'].includes(next.why)) expect(next.of).toBeNull();
				else expect(all.map(({ id }) => id)).toContain(next.of);
			})
		);
	});

	test('what protects and did not stand comes before everything else', () => {
		fc.assert(
			fc.property(anyPath, fc.constantFrom(...all.filter(({ critical }) => critical)), (walks, one) => {
				const put = walks.statements.map((each) => (each.id === one.id ? { ...each, level: 1, failed: true } : each));
				const next = nextStep({ ...walks, statements: put as Stands[] });
				expect(next.why).toBe('safety');
				const found = put.find(({ id }) => id === next.of)!;
				expect(found.critical && found.failed && (found.level ?? 0) < 2).toBe(true);
			})
		);
	});

	test('whatever comes has all that is needed before it, unless it protects, is practised again, or is what is missing', () => {
		fc.assert(
			fc.property(anyPath, (walks) => {
				const next = nextStep(walks);
				if (!['before', 'goal', 'go-on'].includes(next.why)) return;
				const one = walks.statements.find(({ id }) => id === next.of)!;
				for (const before of one.requires) {
					if (before.startsWith('T0.')) {
						const shows = walks.statements.some((each) => each.requires.includes(before) && (each.level ?? 0) >= 1);
						expect(walks.signs.has(before) || shows).toBe(true);
					} else {
						const there = walks.statements.find(({ id }) => id === before)!;
						expect(there.level ?? 0).toBeGreaterThanOrEqual(there.critical ? 2 : 1);
					}
				}
			})
		);
	});

	test('nobody is told that nothing is left while something is', () => {
		fc.assert(
			fc.property(anyPath, (walks) => {
				if (nextStep(walks).why !== 'nothing') return;
				expect(walks.statements.every(({ level }) => (level ?? 0) >= 2)).toBe(true);
			})
		);
	});

	test('a goal whose way is not open leads to the first thing on it: signs, then what is known before, then itself', () => {
		const goal = { topic: null, statement: 'T5.3' };
		expect(nextStep(path({ goal }))).toEqual({ why: 'sign', of: 'T0.6' });
		expect(nextStep(path({ goal, signs: new Set(['T0.5', 'T0.6']) }))).toEqual({ why: 'before', of: 'T5.1' });
		const near = { 'T5.1': { level: 1 } } as const;
		expect(nextStep(path({ goal }, near))).toEqual({ why: 'sign', of: 'T0.5' });
		// What protects has to be done alone before anything rests on it.
		const half = { ...near, 'T5.2': { level: 1 } } as const;
		expect(nextStep(path({ goal }, half))).toEqual({ why: 'before', of: 'T5.2' });
		expect(nextStep(path({ goal }, { ...near, 'T5.2': { level: 2 } }))).toEqual({ why: 'goal', of: 'T5.3' });
		expect(nextStep(path({ goal }, { ...near, 'T5.2': { level: 2 }, 'T5.3': { level: 2 } })).why).toBe('go-on');
	});

	test('what is due comes by its rank, and the eldest first', () => {
		const due = { 'T1.1': { level: 2, dueOn: '2026-07-10' }, 'T1.5': { level: 2, dueOn: '2026-07-09' } } as const;
		const goal = { topic: 'e-id', statement: null } as const;
		expect(nextStep(path({}, due))).toEqual({ why: 'refresh', of: 'T1.5' });
		expect(nextStep(path({ goal, signs: new Set(signs) }, due))).toEqual({ why: 'goal', of: 'T4.1' });
		const safe = { ...due, 'T3.1': { level: 2, dueOn: '2026-07-14' } } as const;
		expect(nextStep(path({ goal }, safe))).toEqual({ why: 'refresh-safety', of: 'T3.1' });
		const later = { 'T3.1': { level: 2, dueOn: '2026-07-15' } } as const;
		expect(nextStep(path({ practiceOn: TODAY }, later)).why).toBe('practice');
		// What needs no more than what they have shown.
		expect(nextStep(path({}, later))).toEqual({ why: 'go-on', of: 'T3.6' });
		expect(nextStep(path()).why).toBe('choose');
	});

	test('each step leads somewhere, and a task that has to be looked on is never done alone at home', () => {
		const statement = { hears: true, lacks: 'judged' as const };
		expect(leadsTo({ why: 'goal', statement, beside: false, classes: true })).toBe('hear');
		expect(leadsTo({ why: 'goal', statement: { ...statement, lacks: 'task' }, beside: false, classes: true })).toBe(
			'class'
		);
		expect(leadsTo({ why: 'goal', statement: { ...statement, hears: false }, beside: false, classes: false })).toBe(
			'counter'
		);
		expect(leadsTo({ why: 'goal', statement, beside: true, classes: true })).toBe('look');
		expect(leadsTo({ why: 'nothing', statement: null, beside: true, classes: true })).toBe('rest');
	});

	test('each statement has a picture that is drawn', () => {
		for (const { id } of frame) expect(Object.keys(pictos)).toContain(ofStatements[id]);
	});
});
