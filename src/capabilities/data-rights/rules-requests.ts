import { addDays } from '#kernel/day.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import type { ClockName } from './rules-periods.ts';
import type { Period } from './answers.ts';

/** What a person may ask about their own data (Luật 91/2025/QH15, art. 4). */
export const requestKinds = ['access', 'correction', 'deletion', 'restriction', 'objection', 'withdrawal'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStates = ['received', 'acknowledged', 'done', 'refused', 'taken-back'] as const;
export type RequestState = (typeof requestStates)[number];

export const dueName = (kind: RequestKind): ClockName => `due-${kind}`;

/** The last day of a period that begins on a day: the day itself is not counted; working days pass over days off. */
export function endOf(from: string, { days, unit }: Pick<Period, 'days' | 'unit'>): string {
	if (unit === 'calendar') return addDays(from, days);
	let day = from;
	for (let left = days; left > 0;) {
		day = addDays(day, 1);
		if (!isDayOff(day)) left--;
	}
	return day;
}

export type RequestAct = 'acknowledge' | 'extend' | 'settle' | 'take-back';

/** What may be done at which state. Whoever asked to restrict or object can lift it also after it was granted. */
const acts: Record<RequestState, readonly RequestAct[]> = {
	received: ['acknowledge', 'extend', 'settle', 'take-back'],
	acknowledged: ['extend', 'settle', 'take-back'],
	done: [],
	refused: [],
	'taken-back': []
};
const LASTING: ReadonlySet<RequestKind> = new Set(['restriction', 'objection', 'withdrawal']);

export const requestAllows = (kind: RequestKind, state: RequestState, act: RequestAct): boolean =>
	acts[state].includes(act) || (act === 'take-back' && state === 'done' && LASTING.has(kind));

/**
 * What keeps an erasure that somebody asked for another from being decided: a program never decides it, and nobody before somebody
 * has said that it came. What they ask for themselves waits for neither.
 */
export function decidingFault(
	{ kind, state, askedByEvidence }: { kind: RequestKind; state: RequestState; askedByEvidence: string | null },
	byProgram: boolean
): 'erase-by-person' | 'erase-acknowledge-first' | null {
	if (kind !== 'deletion' || askedByEvidence === null) return null;
	if (byProgram) return 'erase-by-person';
	return state === 'received' ? 'erase-acknowledge-first' : null;
}

const DAY_MS = 24 * 3_600_000;

/**
 * What another asked to erase is erased a day and a night after somebody said that it came (`erase-next-day`): until then it stands on
 * the list where others of the house, and whoever it is about, read it. Nobody takes somebody out by two presses around midnight.
 */
export const erasesNow = (
	{
		kind,
		askedByEvidence,
		acknowledgedAt
	}: { kind: RequestKind; askedByEvidence: string | null; acknowledgedAt: Date | null },
	now: Date
): boolean =>
	kind === 'deletion' &&
	(askedByEvidence === null || (acknowledgedAt !== null && now.getTime() - acknowledgedAt.getTime() >= DAY_MS));

/** So long ago two rows were joined before an erasure takes both: who was joined in error, or on purpose, is parted until then. */
export const JOINED_DAYS = 7;

export type RequestClock = { acknowledgeBy: string; dueBy: string; state: RequestState };

/** What the law waits for next and until when; null once it is settled. */
export function nextClock({ acknowledgeBy, dueBy, state }: RequestClock, today: string) {
	if (state !== 'received' && state !== 'acknowledged') return null;
	const what = state === 'received' && acknowledgeBy <= dueBy ? ('acknowledge' as const) : ('answer' as const);
	const by = what === 'acknowledge' ? acknowledgeBy : dueBy;
	return { what, by, late: by < today, today: by === today };
}
