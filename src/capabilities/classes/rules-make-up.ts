import { hasBegun } from './rules-begun.ts';
import { wasThere, type Mark } from './rules-seats.ts';

type Fill = { capacity: number; taken: number; waiting: number; chairsOver: number };

/** Whether a lesson makes up for another: all that the one was about stands in the other. */
export const makesUp = (lesson: readonly string[], missed: readonly string[]): boolean =>
	missed.length > 0 && missed.every((statement) => lesson.includes(statement));

/** Places of one lesson for guests: those that neither somebody of the class has, nor a guest of this lesson, nor anybody waits for, nor whoever comes along. */
export const guestPlaces = ({ capacity, taken, waiting, chairsOver }: Fill, guests: number): number =>
	Math.max(0, capacity - taken - waiting - guests - chairsOver);

type Guest = {
	day: string;
	starts: string;
	closed: boolean;
	dropped: boolean;
	how: Mark | null;
};

/**
 * How it stands with somebody who is a guest of a lesson: they were there and it is made up for; it is to come; or it is gone, and they may be a guest
 * of another.
 */
export function guestStands(guest: Guest, now: Date): 'done' | 'to-come' | 'gone' {
	if (guest.how !== null && wasThere(guest.how)) return 'done';
	return guest.dropped || guest.closed || hasBegun(guest, guest.day, now) ? 'gone' : 'to-come';
}
