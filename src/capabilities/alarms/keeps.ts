import type { Keeps } from '#kernel/kept.ts';

/** What this room keeps of people: nothing that is theirs. */
export const keeps: Keeps = {
	alarm_ask: { notTheirs: 'that the province asked about a ticket that was late; the ticket itself is in the copy' }
};
