import * as v from 'valibot';

/** The first hour of a house, in its order; `hour` is all of it. */
export const firstSteps = [
	'commune',
	'hours',
	'days-off',
	'desks',
	'people',
	'devices',
	'account',
	'e-id',
	'portal',
	'messages',
	'hamlets',
	'backup',
	'served'
] as const;
export type FirstStep = (typeof firstSteps)[number];

const verdicts = ['right', 'later'] as const;

/** What was said of a step; `open` takes it back. */
export const SettleStep = v.object({
	step: v.picklist([...firstSteps, 'hour']),
	verdict: v.picklist([...verdicts, 'open'])
});

export const FirstHour = v.object({
	over: v.boolean(),
	said: v.record(v.string(), v.picklist(verdicts))
});

/** As the checks of the platform say it; a plain file knows no platform. */
type Standing = 'well' | 'lacking' | 'ill' | 'off' | 'unseen';

/** Founded with a sensible beginning, or left out unless somebody wants it: a person looks at each of them once. */
const lookedAt: ReadonlySet<FirstStep> = new Set(['commune', 'hours', 'days-off', 'e-id', 'portal', 'messages']);

export type StepState = 'done' | 'later' | 'to-look' | 'to-do';

/** How a step stands, by what is found of it and what was said. What is missing is never done by a word: it can only wait. */
export function stepState(step: FirstStep, found: Standing, said: 'right' | 'later' | undefined): StepState {
	const fine = found === 'well' || found === 'off';
	if (fine && (said === 'right' || !lookedAt.has(step))) return 'done';
	if (said === 'later') return 'later';
	return fine ? 'to-look' : 'to-do';
}
