import { expect, test } from 'vitest';
import { seeded } from '#kernel/seeded.ts';
import { helper, planning, shift, visit } from '#tests/support/visit-planning.ts';
import { obstacleOf, type Unserved } from './rules-obstacles.ts';
import { planVisits } from './rules-plan.ts';
import { reasonsOf, type Reason } from './rules-reasons.ts';
import type { Planning, Shift, Visit } from './rules-visits.ts';

const whys = (given: Planning, id: string): Reason[] => {
	const plan = planVisits(given, seeded(1), { rounds: 40 });
	const { shift: team, stops } = plan.routes.find((route) => route.stops.some((stop) => stop.visit === id))!;
	return reasonsOf(
		given,
		plan,
		team,
		stops.find((stop) => stop.visit === id)!
	);
};
const why = (more: Partial<Visit>, others: readonly Visit[] = [], shifts = [shift('a')]): Reason =>
	whys(planning([visit('v', more), ...others], shifts), 'v')[0]!;

test.each([
	[{ told: { at: 600, shifts: ['a'] } }, { why: 'told', at: 600 }],
	[{ windows: [{ from: 600, until: 700 }] }, { why: 'window-opens', at: 600 }],
	[{ twoPeople: 'flagged' }, { why: 'two-people', because: 'flagged' }],
	[{ known: ['a-2'] }, { why: 'known', helper: 'a-2' }],
	[{ dueDay: -3 }, { why: 'overdue', days: 3 }],
	[{ priority: 5 }, { why: 'pressing', priority: 5 }],
	[{}, { why: 'on-the-way', after: null, minutes: 10 }]
] as const)('%j stands where it does because %j', (more, reason) => {
	expect(why(more)).toEqual(reason);
});

test('a visit that would be too late after the next one says so', () => {
	const early = { place: 3, windows: [{ from: 480, until: 560 }] };
	expect(why(early, [visit('w', { place: 1 })], [shift('a', { to: 1 })])).toEqual({ why: 'window-closes', until: 560 });
});

test('two teams name each other, and whoever brings what was asked for is named', () => {
	const b = shift('b', { helpers: [helper('w', { woman: true, languages: ['muong'] })] });
	const two = { roles: [{ skills: ['eid'] }, { skills: [] }], woman: true, language: 'muong' } as const;
	expect(why(two, [], [shift('a'), b])).toMatchObject({ why: 'meet', at: 490 });
	expect(whys(planning([visit('v', { woman: true, language: 'muong' })], [b]), 'v').slice(0, 2)).toEqual([
		{ why: 'woman', helper: 'w' },
		{ why: 'language', helper: 'w' }
	]);
});

const blocked = (
	more: Partial<Visit>,
	shifts: readonly Shift[] = [shift('a')],
	others: readonly Visit[] = []
): Unserved => {
	const asked = visit('v', more);
	const given = planning([asked, ...others], shifts);
	const plan = planVisits(given, seeded(1), { rounds: 40 });
	expect(plan.unserved).toEqual(['v']);
	return obstacleOf(given, plan, asked);
};
const alone = shift('a', { helpers: [helper('a-1')] });

test.each([
	['nobody on shift', {}, [], { blocked: 'no-shift' }],
	['no skill', { roles: [{ skills: ['papers'] }] }, [alone], { blocked: 'no-skill', skills: ['papers'] }],
	['unwanted', { never: ['a-1'] }, [alone], { blocked: 'only-unwanted', helpers: ['a-1'] }],
	['one person', { twoPeople: 'flagged' }, [alone], { blocked: 'one-person' }],
	['no woman', { woman: true }, [alone], { blocked: 'no-woman' }],
	['no language', { language: 'muong' }, [alone], { blocked: 'no-language', language: 'muong' }],
	[
		'short window',
		{ windows: [{ from: 500, until: 520 }] },
		[alone],
		{ blocked: 'window-too-short', minutes: 30, longest: 20 }
	],
	['nobody then', { windows: [{ from: 300, until: 400 }] }, [alone], { blocked: 'nobody-then' }]
] as const)('%s', (_, more, shifts, obstacle) => {
	expect(blocked(more, shifts).obstacle).toEqual(obstacle);
});

test('two teams cannot meet where there is one', () => {
	expect(blocked({ roles: [{ skills: ['eid'] }, { skills: [] }] }).obstacle).toEqual({ blocked: 'one-team' });
});

test('a told time in the way is never taken away, but another hour may free it', () => {
	const told = visit('t', { told: { at: 490, shifts: ['a'] }, minutes: 60 });
	const { obstacle, ways } = blocked({ windows: [{ from: 480, until: 560 }] }, [shift('a')], [told]);
	expect(obstacle).toEqual({ blocked: 'told-times' });
	expect(ways).toEqual([{ free: 'other-hour', shift: 'a', at: 550 }]);
});

test('who is outweighed learns by how much, and what would make room', () => {
	const heavier = [visit('h', { priority: 4 }), visit('i', { priority: 5 })];
	const { obstacle, ways } = blocked({ priority: 2 }, [shift('a', { mostVisits: 2 })], heavier);
	expect(obstacle).toEqual({ blocked: 'outweighed', weight: 2, by: 4 });
	expect(ways).toEqual([
		{ free: 'one-more', shift: 'a' },
		{ free: 'instead-of', visit: 'h', weight: 4 },
		{ free: 'instead-of', visit: 'i', weight: 5 }
	]);
});

test('overtime frees a visit when the team would only be home late', () => {
	const short = shift('a', { hours: { from: 480, until: 525 } });
	expect(blocked({}, [short]).ways[0]).toEqual({ free: 'overtime', shift: 'a', minutes: 5 });
});
