import type { EventKind, TicketState } from './rules-clocks.ts';

// What may follow on a ticket as it stands.

const follows: Record<TicketState, readonly EventKind[]> = {
	open: ['said', 'answered', 'note', 'waits', 'solved'],
	waits: ['said', 'answered', 'note', 'waits', 'solved'],
	/** Not confirmed: they say that it works, or that it does not. */
	solved: ['said', 'answered', 'note', 'confirmed', 'back'],
	/** It came back. */
	over: ['note', 'back']
};

export const mayFollow = (state: TicketState, kind: EventKind): boolean => follows[state].includes(kind);
export const mayBeSaid = (state: TicketState): readonly EventKind[] => follows[state];

// What each sealed cell is bound to: nobody lays the words of one under another.

export const wordsBind = (event: string): string => `support ${event}`;
export const callerBind = (ticket: string): string => `caller ${ticket}`;
export const phoneBind = (ticket: string): string => `caller-phone ${ticket}`;
