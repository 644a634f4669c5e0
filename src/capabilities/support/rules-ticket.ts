import { isTelephoneAnywhere, tidyTelephone } from './rules-telephone.ts';
import type { EventKind, TicketState } from './rules-clocks.ts';

// What may follow on a ticket as it stands.

/** What is said on a ticket by somebody who presses; that the police have it is done and not said. */
export type SaidKind = Exclude<EventKind, 'handed'>;

const follows: Record<TicketState, readonly SaidKind[]> = {
	open: ['said', 'answered', 'note', 'waits', 'solved'],
	waits: ['said', 'answered', 'note', 'waits', 'solved'],
	/** Not confirmed: they say that it works, or that it does not. */
	solved: ['said', 'answered', 'note', 'confirmed', 'back'],
	/** It came back. */
	over: ['note', 'back']
};

export const mayFollow = (state: TicketState, kind: EventKind): boolean => follows[state].some((one) => one === kind);
/** What an engineer to whom it was given says of it. */
export const mendKinds = ['answered', 'note', 'waits', 'solved'] as const satisfies readonly SaidKind[];
export const mendSays = (state: TicketState) => mendKinds.filter((kind) => mayFollow(state, kind));

type Loss = { handedAt: Date | null; dayCalledAt: Date | null; weekCalledAt: Date | null };

/** Money that was lost is not solved before the police have it, and not over before both calls were made. */
export function lossForbids({ handedAt, dayCalledAt, weekCalledAt }: Loss, kind: EventKind) {
	if (handedAt === null && (kind === 'solved' || kind === 'waits')) return 'support-police-first';
	if (kind === 'confirmed' && !(dayCalledAt && weekCalledAt)) return 'support-calls-open';
	return null;
}

type Of = { ofId: string | null; caller: unknown; staffName: string | null; businessId: string | null };

/** Whether it is not said yet whose it is: under which key words of it would lie is not known either. */
export const isNobodys = ({ ofId, caller, staffName, businessId }: Of): boolean =>
	ofId === null && caller === null && staffName === null && businessId === null;

/** Number nought is nobody's: the house tries its alarm by it, and tells nobody. */
export const isDrill = ({ number }: { number: number }): boolean => number === 0;

export const mayBeSaid = (state: TicketState): readonly SaidKind[] => follows[state];

/** A telephone by its digits, however they are parted and whether it begins with the number of the country or not. */
export const digitsOf = tidyTelephone;

/** A telephone as people here write one, nine to eleven digits, or one of another country. */
export const isTelephone = (typed: string): boolean =>
	/^\+?\d{9,11}$/.test(digitsOf(typed)) || isTelephoneAnywhere(digitsOf(typed));

// What each sealed cell is bound to: nobody lays the words of one under another.

export const wordsBind = (event: string): string => `support ${event}`;
export const callerBind = (ticket: string): string => `caller ${ticket}`;
export const phoneBind = (ticket: string): string => `caller-phone ${ticket}`;
