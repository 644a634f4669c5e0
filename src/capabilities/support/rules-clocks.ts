import { afterWork, workMinutes, type WorkCalendar } from '#capabilities/places/rules-work-time.ts';

// Three clocks of a ticket: when somebody first answers, by when the next word is promised, and by when it works again. Each is told by
// itself: one that is paused or done hides no other.

export const urgencies = ['now', 'high', 'medium', 'low'] as const;
export type Urgency = (typeof urgencies)[number];

/** Minutes in which somebody answers and it works again: of work, but for money that is running away, which waits for no morning. */
export const LIMITS: Record<Urgency, { first: number; solved: number; wall: boolean }> = {
	now: { first: 5, solved: 15, wall: true },
	high: { first: 15, solved: 4 * 60, wall: false },
	medium: { first: 30, solved: 16 * 60, wall: false },
	low: { first: 60, solved: 40 * 60, wall: false }
};

/**
 * What happened to a ticket, in its order. `said`: a word of theirs, by whichever door; `answered`: a word to them, with the day of the next one
 * (`until`) where it was promised; `note`: among ourselves, which answers nobody; `waits`: for something of theirs; `solved`: we think that it
 * works; `handed`: the police have it, where money was lost; `confirmed`: they say so; `back`: they say that it does not.
 */
export const eventKinds = ['said', 'answered', 'note', 'waits', 'solved', 'handed', 'confirmed', 'back'] as const;
export type EventKind = (typeof eventKinds)[number];
export type TicketEvent = { kind: EventKind; at: Date; until: Date | null };
export type Ticket = { urgency: Urgency; openedAt: Date; events: readonly TicketEvent[] };

export type Clock =
	/** Nobody waits for it. */
	| { state: 'none' }
	| { state: 'runs' | 'late'; due: Date }
	/** It waits for them: `spent` minutes are counted so far. */
	| { state: 'paused'; spent: number }
	/** How many minutes it took; late or not. */
	| { state: 'done'; minutes: number; late: boolean };
export type Clocks = { first: Clock; next: Clock; solved: Clock };

/** A calendar on which every minute counts. */
const WALL: WorkCalendar = {
	week: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
	rests: () => false
};
const calendarOf = (urgency: Urgency, calendar: WorkCalendar): WorkCalendar => (LIMITS[urgency].wall ? WALL : calendar);

const running = (due: Date | null, now: Date): Clock =>
	due === null ? { state: 'none' } : { state: now > due ? 'late' : 'runs', due };

const ends = (kind: EventKind): boolean => kind === 'solved' || kind === 'handed';

/** Whether what somebody is told at this moment answers them: a note among ourselves does not, nor a word of theirs. */
const answers = ({ kind }: TicketEvent): boolean => kind === 'answered' || kind === 'waits' || ends(kind);

function firstOf({ urgency, openedAt, events }: Ticket, calendar: WorkCalendar, now: Date): Clock {
	const limit = LIMITS[urgency].first;
	const answer = events.find(answers);
	if (!answer) return running(afterWork(calendar, openedAt, limit), now);
	const minutes = workMinutes(calendar, openedAt, answer.at);
	return { state: 'done', minutes, late: minutes > limit };
}

/** The last promise stands until a word goes to them, kept or not. */
function nextOf({ events }: Ticket, now: Date): Clock {
	const at = events.findLastIndex(answers);
	const last = events[at];
	if (!last || ends(last.kind)) return { state: 'none' };
	if (last.until === null) return { state: 'none' };
	return running(last.until, now);
}

/** Minutes in which it was ours to solve: not those in which it waited for them, nor those after we thought that it works. */
function solvedOf({ urgency, openedAt, events }: Ticket, calendar: WorkCalendar, now: Date): Clock {
	let spent = 0;
	let since: Date | null = openedAt;
	let done = false;
	const stop = (at: Date): void => {
		if (since) spent += workMinutes(calendar, since, at);
		since = null;
	};
	for (const { kind, at } of events) {
		if (kind === 'waits') stop(at);
		else if (ends(kind) || kind === 'confirmed') {
			stop(at);
			done = true;
		} else if (kind === 'back') {
			since ??= at;
			done = false;
		} else if (kind === 'said' && !done) since ??= at;
	}
	const limit = LIMITS[urgency].solved;
	if (done) return { state: 'done', minutes: spent, late: spent > limit };
	if (since === null) return { state: 'paused', spent };
	// Over already before they wrote again.
	if (spent > limit) return { state: 'late', due: since };
	return running(spent === limit ? since : afterWork(calendar, since, limit - spent), now);
}

/** The three clocks of a ticket as they stand at an instant. */
export function clocksOf(ticket: Ticket, calendar: WorkCalendar, now: Date): Clocks {
	const counted = calendarOf(ticket.urgency, calendar);
	return { first: firstOf(ticket, counted, now), next: nextOf(ticket, now), solved: solvedOf(ticket, counted, now) };
}

export const states = ['open', 'waits', 'solved', 'over'] as const;
export type TicketState = (typeof states)[number];

/** How a ticket stands after one more word. Closed stays unconfirmed until they say that it works. */
export function stateAfter(state: TicketState, kind: EventKind): TicketState {
	if (kind === 'waits') return 'waits';
	if (ends(kind)) return 'solved';
	if (kind === 'confirmed') return 'over';
	return kind === 'back' || (kind === 'said' && state === 'waits') ? 'open' : state;
}

/** As all that was said on it says. */
export const stateOf = (events: readonly Pick<TicketEvent, 'kind'>[]): TicketState =>
	events.reduce<TicketState>((state, { kind }) => stateAfter(state, kind), 'open');
