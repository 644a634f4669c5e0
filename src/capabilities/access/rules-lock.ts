/** So long may a machine of staff lie without work before it covers itself. */
export const IDLE_MINUTES = 15;

/** Whether a machine of staff is covered: by a press, or because nobody has done anything there for a while. */
export const isLocked = (machine: { lockedAt: Date | null; workedAt: Date }, now: Date): boolean =>
	machine.lockedAt !== null || now.getTime() - machine.workedAt.getTime() > IDLE_MINUTES * 60_000;
