import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { afterWork, type WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { LIMITS } from './rules-clocks.ts';

// Money that was lost: fifteen minutes by the clock on the wall until the police have it, and two calls against the second scam.

const MINUTE = 60_000;

/** The steps of the first hour, as its card counts them. Their words, pictures and voice are those of practice. */
export const STEPS = [1, 2, 3, 4, 5, 6] as const;

/** How the money went. */
export const lossWays = ['transfer', 'link', 'app', 'code', 'cash'] as const;
/** Who sits beside them. */
export const besideThem = ['family', 'neighbour', 'nobody'] as const;

/** By when the police have it: also at night, and on days of rest. */
export const handOverBy = (begunAt: Date): Date => new Date(begunAt.getTime() + LIMITS.now.solved * MINUTE);

export type HandOver =
	| { state: 'runs'; left: number }
	/** Nobody of the police has it yet. */
	| { state: 'late'; minutes: number }
	| { state: 'handed'; minutes: number; late: boolean };

/** How the clock of the hand-over stands: minutes that are left (the one that runs counts), minutes too late, or how long it took. */
export function handOverAt(begunAt: Date, handedAt: Date | null, now: Date): HandOver {
	const due = handOverBy(begunAt).getTime();
	if (handedAt !== null) {
		const minutes = Math.floor((handedAt.getTime() - begunAt.getTime()) / MINUTE);
		return { state: 'handed', minutes, late: handedAt.getTime() > due };
	}
	const over = now.getTime() - due;
	if (over > 0) return { state: 'late', minutes: Math.floor(over / MINUTE) };
	return { state: 'runs', left: Math.ceil(Math.abs(over) / MINUTE) };
}

export const calls = ['day', 'week'] as const;
export type Call = (typeof calls)[number];
/** What came of a call: `trouble` is not locked yet, no sleep, or somebody who promises to get it back. */
export const callOutcomes = ['well', 'trouble', 'not-reached'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const DAYS: Record<Call, number> = { day: 1, week: 7 };
const MORNING = '08:00';

/** Eight in the morning of a day where the centre works then, else the next time that it opens. A centre that never opens calls at eight. */
const morningFrom = (calendar: WorkCalendar, day: string): Date => {
	const eight = instantOf(day, MORNING);
	return afterWork(calendar, eight, 0) ?? eight;
};

/** When somebody is called: the day after, and a week after it began. */
export const callAt = (calendar: WorkCalendar, call: Call, begunAt: Date): Date =>
	morningFrom(calendar, addDays(dayOf(begunAt), DAYS[call]));

/** When somebody is called again who was not reached or is still in trouble: on the next day of work. */
export const callAgain = (calendar: WorkCalendar, now: Date): Date => morningFrom(calendar, addDays(dayOf(now), 1));
