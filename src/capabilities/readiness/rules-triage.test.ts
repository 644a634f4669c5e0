import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { ageOf, ages, cards, nextSteps, fingers, nextStep, phones, sims, wants } from './rules-triage.ts';
import type { Answers } from './answers.ts';
import {
	afterVisit,
	nextAfter,
	outcomes,
	outcomesFor,
	planOf,
	purposeOf,
	purposes,
	reasons,
	slotsOf
} from './rules-visit.ts';

const ready: Answers = { want: 'level-2', age: 'grown', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' };
const chainOf = (more: Partial<Answers>) => {
	const { step, follows } = nextStep({ ...ready, ...more });
	return [step, ...follows];
};

it.each([
	['all is ready: the police, then activation', {}, ['police-level-2', 'activate']],
	['the card is over', { card: 'expired' }, ['police-card', 'police-level-2', 'activate']],
	['no card', { card: 'none' }, ['police-card', 'police-level-2', 'activate']],
	['a card without a chip', { card: 'no-chip' }, ['police-card', 'police-level-2', 'activate']],
	['the SIM is her nephew’s', { sim: 'other' }, ['telecom', 'police-level-2', 'activate']],
	['a brick phone', { phone: 'not-able' }, ['phone', 'police-level-2', 'activate']],
	[
		'everything at once, in its order',
		{ card: 'expired', sim: 'none', phone: 'none' },
		['police-card', 'telecom', 'phone', 'police-level-2', 'activate']
	],
	['worn fingers: the police decide', { fingers: 'worn' }, ['police-level-2', 'activate']],
	['a child of ten', { age: 'child' }, ['police-level-2', 'activate']],
	['a child of four: level 1 alone', { age: 'under-6' }, ['police-child']],
	['level 1, by the chip', { want: 'level-1' }, ['app-level-1']],
	['level 1 without a chip', { want: 'level-1', card: 'no-chip' }, ['police-card', 'app-level-1']],
	['level 1 asks for no own SIM', { want: 'level-1', sim: 'other' }, ['app-level-1']],
	['to activate', { want: 'activate' }, ['activate']],
	['to activate, the code goes to another’s SIM', { want: 'activate', sim: 'other' }, ['telecom', 'activate']],
	['locked', { want: 'locked', card: 'expired' }, ['account']],
	[
		'the phone is lost with its SIM',
		{ want: 'lost-phone', sim: 'none', phone: 'none' },
		['account', 'telecom', 'phone', 'activate']
	],
	['a new phone', { want: 'new-phone' }, ['account', 'activate']]
] as const)('%s', (_, more, chain) => expect(chainOf(more)).toEqual(chain));

test('what is said and brought: worn fingers, a child, a card that is over', () => {
	expect(nextStep({ ...ready, fingers: 'worn' }).reasons).toEqual(['police-only', 'fingers-police-decide']);
	expect(nextStep({ ...ready, age: 'child' })).toMatchObject({
		reasons: ['police-only', 'with-representative'],
		bring: ['card', 'phone-own-sim', 'representative']
	});
	expect(nextStep({ ...ready, card: 'expired' })).toMatchObject({ reasons: ['card-expired'], bring: ['old-card'] });
	expect(nextStep({ ...ready, card: 'none', age: 'child' }).bring).toEqual(['representative']);
});

const any = fc.record({
	want: fc.constantFrom(...wants),
	age: fc.constantFrom(...ages),
	card: fc.constantFrom(...cards),
	sim: fc.constantFrom(...sims),
	phone: fc.constantFrom(...phones),
	fingers: fc.constantFrom(...fingers)
});

test('whatever is answered, one step is next, with a reason, and none comes twice', () => {
	fc.assert(
		fc.property(any, (answers) => {
			const { step, reasons: why, follows } = nextStep(answers);
			expect(nextSteps).toContain(step);
			expect(why.length).toBeGreaterThan(0);
			expect(new Set([step, ...follows]).size).toBe(follows.length + 1);
		})
	);
});

test('nobody is sent to the police for level 2 on a card that is not good, with another’s SIM, or below six', () => {
	fc.assert(
		fc.property(any, (answers) => {
			if (nextStep(answers).step !== 'police-level-2') return;
			expect(answers).toMatchObject({ want: 'level-2', card: 'chip', sim: 'own', phone: 'able' });
			expect(answers.age).not.toBe('under-6');
		})
	);
});

it.each([
	['2012-07-15', null, 'child'],
	['2012-07-14', null, 'grown'],
	['2020-07-15', null, 'under-6'],
	['2020-07-14', null, 'child'],
	[null, 2012, 'grown'],
	[null, 2021, 'under-6'],
	[null, null, 'grown']
] as const)('born %s %s: %s', (date, year, age) => expect(ageOf(date, year, '2026-07-14')).toBe(age));

test('a visit is for what the step says, ends as such a visit can, and the need goes on or is met', () => {
	expect(nextSteps.map(purposeOf)).toEqual(['card', null, null, 'level-2', 'level-1', null, null, 'account']);
	for (const step of nextSteps) expect(planOf[step]).toBeTruthy();
	for (const purpose of purposes) expect(outcomesFor[purpose]).toContain('not');
	expect(outcomes.map((one) => afterVisit(one, null))).toEqual(['police', 'met', 'ticket', 'met', 'met', 'ticket']);
	expect(reasons.map((one) => afterVisit('not', one))).toEqual([
		'police',
		'telecom',
		'police',
		'ticket',
		'police',
		'police',
		'ticket'
	]);
});

test('after a visit: level 2 is to be activated; whatever else came of it, she is asked again', () => {
	expect(nextAfter(ready, null)?.step).toBe('police-level-2');
	expect(nextAfter(ready, 'level-2')).toMatchObject({ step: 'activate', follows: [] });
	expect(nextAfter({ ...ready, sim: 'other' }, 'level-2')?.step).toBe('telecom');
	for (const outcome of outcomes.filter((one) => one !== 'level-2')) expect(nextAfter(ready, outcome)).toBeNull();
});

test('slots fill a morning; what is left at the end is none', () => {
	expect(slotsOf('08:00', '09:10', 30)).toEqual([
		{ starts: '08:00', ends: '08:30' },
		{ starts: '08:30', ends: '09:00' }
	]);
	expect(slotsOf('09:00', '08:00', 30)).toEqual([]);
});
