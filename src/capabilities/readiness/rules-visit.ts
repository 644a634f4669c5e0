import type { Plan } from '#capabilities/assistance/need.ts';
import { nextStep, type NextStep } from './rules-triage.ts';
import type { Answers, Next } from './answers.ts';

export const purposes = ['card', 'level-1', 'level-2', 'account'] as const;
export type Purpose = (typeof purposes)[number];
export const outcomes = ['card', 'level-1', 'level-2', 'activated', 'account', 'not'] as const;
export type Outcome = (typeof outcomes)[number];
export const reasons = ['card', 'sim', 'fingers', 'phone', 'representative', 'system', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** What a visit to the police is for, from the step that triage showed; null where the police are not next. */
export const purposeOf = (step: NextStep): Purpose | null =>
	(({ 'police-card': 'card', 'police-level-2': 'level-2', 'police-child': 'level-1', account: 'account' }) as const)[
		step as 'account'
	] ?? null;

/** How a visit can end, for what it was for: nobody comes for a card and leaves with level 2. */
export const outcomesFor: Record<Purpose, readonly Outcome[]> = {
	card: ['card', 'not'],
	'level-1': ['level-1', 'not'],
	'level-2': ['level-2', 'activated', 'not'],
	account: ['account', 'not']
};

/** How the need goes on behind each step. */
export const planOf: Record<NextStep, Plan> = {
	'police-card': 'police',
	'police-level-2': 'police',
	'police-child': 'police',
	telecom: 'telecom',
	phone: 'ticket',
	'app-level-1': 'ticket',
	activate: 'ticket',
	account: 'hotline'
};

const afterNot: Record<Reason, Plan> = {
	card: 'police',
	sim: 'telecom',
	fingers: 'police',
	phone: 'ticket',
	representative: 'police',
	system: 'police',
	other: 'ticket'
};

/** What becomes of the need after a visit: met, or open with its next step. Level 2 is met once it is activated. */
export function afterVisit(outcome: Outcome, reason: Reason | null): 'met' | Plan {
	if (outcome === 'not') return afterNot[reason ?? 'other'];
	if (outcome === 'card') return 'police';
	return outcome === 'level-2' ? 'ticket' : 'met';
}

/**
 * The next step after what a visit brought: before one, what triage says; with level 2 granted, to activate it. After
 * anything else their cards are new, and they are asked again.
 */
export function nextAfter(answers: Answers, outcome: Outcome | null): Next | null {
	if (outcome === null) return nextStep(answers);
	return outcome === 'level-2' ? nextStep({ ...answers, want: 'activate' }) : null;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minutes: number): string =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The slots of a morning or afternoon, `each` minutes long; what is left at the end is none. */
export function slotsOf(from: string, until: string, each: number): { starts: string; ends: string }[] {
	const [first, last] = [minutesOf(from), minutesOf(until)];
	const count = Math.max(0, Math.floor((last - first) / each));
	return Array.from({ length: count }, (_, n) => ({
		starts: timeOf(first + n * each),
		ends: timeOf(first + (n + 1) * each)
	}));
}
