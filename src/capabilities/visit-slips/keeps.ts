import type { Keeps } from '#kernel/kept.ts';

/** What this room keeps of people. */
export const keeps: Keeps = {
	visit_slip: { notTheirs: 'the number of a paper that a visit left; what was written there stands with the visit' }
};
