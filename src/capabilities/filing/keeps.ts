import type { Keeps } from '#kernel/kept.ts';

/** What this room keeps of people. */
export const keeps: Keeps = {
	portal_task: { notTheirs: 'what the machine has still to send; the file itself is in the copy' },
	portal_fault: { notTheirs: 'when a machine elsewhere did not answer; it says nothing of whom the file is of' }
};
