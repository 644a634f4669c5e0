/** How somebody stands in a class. */
export const seatStates = ['taken', 'waiting', 'offered', 'left'] as const;
export type SeatState = (typeof seatStates)[number];

/** By which way somebody came to a class. */
export const seatSources = ['self', 'phone', 'beside', 'ticket', 'paper', 'proxy', 'need'] as const;
export type SeatSource = (typeof seatSources)[number];

/** So long somebody may think about a place that is offered, but never past the evening before the first lesson that is left. */
export const OFFER_HOURS = 48;

/**
 * What whoever asks for a place gets. An offered place is one that is kept for somebody.
 * | free places | others wait | gets    |
 * | some        | nobody      | a place |
 * | some        | somebody    | waits: whoever asked first is offered it first |
 * | none        | any         | waits   |
 */
export const seatFor = ({ left, waiting }: { left: number; waiting: number }) =>
	left > 0 && waiting === 0 ? ('taken' as const) : ('waiting' as const);

/** Places that are free in every lesson that is to come: guests of the fullest of them hold theirs. */
export const placesLeft = ({ capacity, taken, guests }: { capacity: number; taken: number; guests: number }): number =>
	Math.max(0, capacity - taken - guests);

/** How somebody was seen in one lesson; whoever came late or left early was there. */
export const marks = ['here', 'late', 'early', 'excused', 'away'] as const;
export type Mark = (typeof marks)[number];
export const wasThere = (mark: Mark): boolean => mark === 'here' || mark === 'late' || mark === 'early';
