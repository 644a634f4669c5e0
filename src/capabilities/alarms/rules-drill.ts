import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import { rungs, RUNG_AFTER, type Rung } from '#capabilities/support/rules-climb.ts';
import { LIMITS } from '#capabilities/support/rules-clocks.ts';

// A ticket that nobody wrote, each night: it has to climb as one of money that is running away does.

/** Between these hours of the night it begins; whoever slept longer tries the next night. */
const NIGHT = { from: '01:00', until: '05:00' } as const;
/** By then a try of the night is over. */
const DONE_BY = '06:00';
/** So many minutes it has to reach the province, of which the clocks take 25. */
const LASTS = 40;

/** The night (`yyyy-mm-dd`) of which a drill begins now; null by day. */
export const nightOf = (now: Date): string | null =>
	timeOf(now) >= NIGHT.from && timeOf(now) < NIGHT.until ? dayOf(now) : null;

/** Whether one that began at an instant has had its time. */
export const hasHadItsTime = (began: Date, now: Date): boolean => now.getTime() - began.getTime() >= LASTS * 60_000;

/** So many minutes a ring may come after its time: the house looks twice a minute. */
const SLACK = 5;

/** Whether a rung rang later than it should have, of a try that began at an instant. */
export const isLate = (rung: Rung, began: Date, at: Date | null): boolean =>
	at !== null && at.getTime() - began.getTime() > (LIMITS.now.first + RUNG_AFTER[rung].now + SLACK) * 60_000;

/** The last night of which a try should be whole by now. */
export const nightDue = (now: Date): string => (timeOf(now) >= DONE_BY ? dayOf(now) : addDays(dayOf(now), -1));

/** How one rung was: when it rang, whether that was late, and how many would have heard it there. */
export type DrillRung = { rung: Rung; at: Date | null; late: boolean; people: number };
/** What was wrong at a rung: it did not ring, rang late, or there is nobody whom it rings. */
export type RungFault = 'silent' | 'late' | 'nobody';

export const faultOf = ({ at, late, people }: Omit<DrillRung, 'rung'>): RungFault | null => {
	if (at === null) return 'silent';
	if (late) return 'late';
	return people === 0 ? 'nobody' : null;
};

/** What was wrong, by rung: nothing, and the alarm works. */
export const faultsOf = (tried: readonly DrillRung[]): readonly { rung: Rung; fault: RungFault }[] =>
	rungs.flatMap((rung) => {
		const fault = faultOf(tried.find((one) => one.rung === rung) ?? { at: null, late: false, people: 0 });
		return fault ? [{ rung, fault }] : [];
	});
