import { afterWork, isWorkTime, type WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { LIMITS, type Clocks, type Urgency } from './rules-clocks.ts';

// Who is rung for a ticket that is late: first whoever sees to it, then whoever leads, then the province. Never at night, but for money that is running away.

export const rungs = ['team', 'leader', 'province'] as const;
export type Rung = (typeof rungs)[number];
export type ClockName = keyof Clocks;
/** Somebody is rung at an instant, because one clock ran out at another. */
export type Ring = { clock: ClockName; rung: Rung; due: Date; at: Date };

/**
 * So many minutes after a clock ran out each rung is rung: of work, or of the clock on the wall where the ticket counts by it.
 * |          | now | high | medium | low |
 * | team     | 0   | 0    | 0      | 0   |
 * | leader   | 5   | 30   | 60     | 120 |
 * | province | 20  | 120  | 240    | 480 |
 */
export const RUNG_AFTER: Record<Rung, Record<Urgency, number>> = {
	team: { now: 0, high: 0, medium: 0, low: 0 },
	leader: { now: 5, high: 30, medium: 60, low: 120 },
	province: { now: 20, high: 120, medium: 240, low: 480 }
};

const MINUTE = 60_000;
const clockNames = ['first', 'next', 'solved'] as const;

/** Minutes after an instant, in which somebody works there; null at a centre that never opens. */
const after = (urgency: Urgency, calendar: WorkCalendar, from: Date, minutes: number): Date | null =>
	LIMITS[urgency].wall ? new Date(from.getTime() + minutes * MINUTE) : afterWork(calendar, from, minutes);

/**
 * All rings of a ticket as its clocks stand, also those to come: each clock by itself, so that none hides another. `arrived`: when it came here, where it
 * was written at a door: it may be late by then, and rings at once; but before that nobody here could have done anything, so further up it climbs from then.
 */
export const ringsOf = (
	urgency: Urgency,
	clocks: Clocks,
	calendar: WorkCalendar,
	arrived: Date | null = null
): Ring[] =>
	clockNames.flatMap((clock) => {
		const stands = clocks[clock];
		if (!('due' in stands)) return [];
		const from = arrived !== null && arrived > stands.due ? arrived : stands.due;
		return rungs.flatMap((rung): Ring[] => {
			const rings = after(urgency, calendar, from, RUNG_AFTER[rung][urgency]);
			return rings === null ? [] : [{ clock, rung, due: stands.due, at: rings }];
		});
	});

/** How far it has climbed by now: the highest rung that its clocks, as they stand, have reached; null, none. */
export const reachedBy = (all: readonly Ring[], now: Date): Rung | null =>
	rungs.findLast((rung) => all.some((one) => one.rung === rung && one.at < now)) ?? null;

/** When somebody works there again, where nobody is rung now for a ticket as pressing as this. */
export const restsUntil = (urgency: Urgency, calendar: WorkCalendar, now: Date): Date | null =>
	LIMITS[urgency].wall || isWorkTime(calendar, now) ? null : afterWork(calendar, now, 0);

const sameRing = (a: Omit<Ring, 'at'>, b: Omit<Ring, 'at'>): boolean =>
	a.clock === b.clock && a.rung === b.rung && a.due.getTime() === b.due.getTime();

/**
 * Which of them are due and were not rung yet, and when it is looked at again: null, none is to come. `rests`: when somebody works there again, where
 * it is night and this ticket waits for the morning; also what was slept through does.
 */
export function ringNow(all: readonly Ring[], rung: readonly Omit<Ring, 'at'>[], now: Date, rests: Date | null = null) {
	const open = all.filter((one) => !rung.some((done) => sameRing(one, done)));
	const later = open.filter(({ at }) => at >= now).map(({ at }) => at.getTime());
	if (rests !== null) return { due: [], next: open.length > 0 ? rests : null };
	return { due: open.filter(({ at }) => at < now), next: later.length > 0 ? new Date(Math.min(...later)) : null };
}
