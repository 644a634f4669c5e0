import type { Matter } from './rules-matters.ts';

export type Waiting = {
	id: string;
	number: number;
	arrivedAt: Date;
	headStartMin: number;
	urgent: boolean;
	matter: Matter;
	onlyDesk: string | null;
};
type Caller = { desk: string; skills: readonly Matter[] };

/** "Priority = as if they had come 20 minutes earlier": one sentence, two clock times. */
export const countsFrom = (ticket: Pick<Waiting, 'arrivedAt' | 'headStartMin'>): Date =>
	new Date(ticket.arrivedAt.getTime() - ticket.headStartMin * 60_000);

const before = (a: Waiting, b: Waiting): number =>
	countsFrom(a).getTime() - countsFrom(b).getTime() || a.number - b.number;

const fits = (ticket: Waiting, caller: Caller): boolean =>
	ticket.onlyDesk === null ? caller.skills.includes(ticket.matter) : ticket.onlyDesk === caller.desk;

/**
 * The line in the order in which a desk would call it.
 * 1. Urgent ones, by a person's decision. 2. By the time they count from, then by number. 3. Once somebody without a
 * head start has waited `capMin` and somebody with one waits too, the two take turns, so that nobody starves.
 */
export function lineOf(waiting: readonly Waiting[], now: Date, capMin: number, otherCalledLast: boolean): Waiting[] {
	const urgent = waiting.filter((ticket) => ticket.urgent).toSorted(before);
	const rest = waiting.filter((ticket) => !ticket.urgent).toSorted(before);
	const overdue = (ticket: Waiting): boolean =>
		ticket.headStartMin === 0 && now.getTime() - ticket.arrivedAt.getTime() >= capMin * 60_000;
	if (!rest.some(overdue)) return [...urgent, ...rest];
	return [
		...urgent,
		...takeTurns(
			rest.filter((t) => t.headStartMin > 0),
			rest.filter((t) => t.headStartMin === 0),
			overdue,
			!otherCalledLast
		)
	];
}

/** Alternates while an overdue "other" heads its queue; afterwards the plain order goes on. */
function takeTurns(
	early: Waiting[],
	others: Waiting[],
	overdue: (ticket: Waiting) => boolean,
	othersTurn: boolean
): Waiting[] {
	const line: Waiting[] = [];
	let [e, o, turn] = [0, 0, othersTurn];
	while (o < others.length && overdue(others[o]!)) {
		if (turn || e >= early.length) line.push(others[o++]!);
		else line.push(early[e++]!);
		turn = !turn;
	}
	return [...line, ...[...early.slice(e), ...others.slice(o)].toSorted(before)];
}

/** Whom this desk calls now, or null when nobody waits for what it does. */
export const nextFor = (
	caller: Caller,
	waiting: readonly Waiting[],
	now: Date,
	capMin: number,
	otherCalledLast: boolean
): Waiting | null =>
	lineOf(
		waiting.filter((ticket) => fits(ticket, caller)),
		now,
		capMin,
		otherCalledLast
	)[0] ?? null;

/** How often a ticket is called before it goes to the missed, and how long its place is kept. */
export const CALLS = 3;
export const KEPT_MIN = 20;
/** For so long (s) whoever moved a number may put it back. */
export const UNDO_S = 60;

/** How a ticket stands, in one word: a key that was pressed on another state moves nothing. */
export const ticketMark = (ticket: { state: string; deskId: string | null; callCount: number }): string =>
	`${ticket.state}.${ticket.deskId ?? 'none'}.${ticket.callCount}`;
