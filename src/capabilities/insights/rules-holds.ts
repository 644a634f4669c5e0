/** Something stuck that may be taken, by one name: a payment, a way to the portal, a job that the machine gave up. */
export const troubleKey = {
	money: (entry: string): string => `money:${entry}`,
	portal: (fault: string): string => `portal:${fault}`,
	job: (delivery: number): string => `job:${delivery}`
};

/** Whoever took it while it was stuck has it. When it was stuck on an earlier day and came loose, that is over. */
export const stillHeld = ({ heldSince }: { heldSince: Date }, since: Date): boolean =>
	heldSince.getTime() >= since.getTime();
