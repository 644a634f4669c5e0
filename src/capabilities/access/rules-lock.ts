/** So long may a machine of staff lie without work before it covers itself. */
export const IDLE_MINUTES = 15;

/** When a machine covers itself if nobody does anything there any more. */
export const coversAt = ({ workedAt }: { workedAt: Date }): Date =>
	new Date(workedAt.getTime() + IDLE_MINUTES * 60_000);

/** Whether a machine of staff is covered: by a press, or because nobody has done anything there for a while. */
export const isLocked = (machine: { lockedAt: Date | null; workedAt: Date }, now: Date): boolean =>
	machine.lockedAt !== null || now > coversAt(machine);
