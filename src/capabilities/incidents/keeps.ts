import type { Keeps } from '#kernel/kept.ts';

/** What this room keeps of people: nothing that is theirs. */
export const keeps: Keeps = {
	incident_ticket: { notTheirs: 'that a ticket was one of several alike; the ticket itself is in the copy' },
	incident_file: { notTheirs: 'that an outage held a file up, as its own page says; the file itself is in the copy' }
};
