import { dayOf, timeOf } from '#kernel/day.ts';
import { rungs, type Rung } from '#capabilities/support/rules-climb.ts';

// A ticket that nobody wrote, each night: it has to climb as one of money that is running away does.

/** Between these hours of the night it begins; whoever slept longer tries the next night. */
const NIGHT = { from: '01:00', until: '05:00' } as const;
/** So many minutes it has to reach the province, of which the clocks take 25. */
const LASTS = 40;

/** The night (`yyyy-mm-dd`) of which a drill begins now; null by day. */
export const nightOf = (now: Date): string | null =>
	timeOf(now) >= NIGHT.from && timeOf(now) < NIGHT.until ? dayOf(now) : null;

/** Whether one that began at an instant has had its time. */
export const hasHadItsTime = (began: Date, now: Date): boolean => now.getTime() - began.getTime() >= LASTS * 60_000;

/** How one rung was: when it rang, and how many would have heard it there. */
export type DrillRung = { rung: Rung; at: Date | null; people: number };
/** What was wrong at a rung: it did not ring, or there is nobody whom it rings. */
export type RungFault = 'silent' | 'nobody';

export const faultOf = ({ at, people }: Pick<DrillRung, 'at' | 'people'>): RungFault | null => {
	if (at === null) return 'silent';
	return people === 0 ? 'nobody' : null;
};

/** What was wrong, by rung: nothing, and the alarm works. */
export const faultsOf = (tried: readonly DrillRung[]): readonly { rung: Rung; fault: RungFault }[] =>
	rungs.flatMap((rung) => {
		const fault = faultOf(tried.find((one) => one.rung === rung) ?? { at: null, people: 0 });
		return fault ? [{ rung, fault }] : [];
	});
