import { clock } from '#design/clock.ts';
import { spokenDay, type Locale } from '#design/spoken.ts';
import { dayOf } from '#kernel/day.ts';
import { m } from '#words';
import type { TicketLine } from '../answers.ts';

type Clock = TicketLine['clocks']['first'];

/** How a span of work is read: minutes, or hours and minutes. */
export const spanWords = (minutes: number): string =>
	minutes < 60
		? m['support.minutes']({ count: minutes })
		: minutes % 60 === 0
			? m['support.hours']({ count: Math.floor(minutes / 60) })
			: m['support.hours-minutes']({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });

/** When something is due: the hour today, else the day with it. */
export const dueWords = (due: Date, today: string, locale: Locale): string =>
	dayOf(due) === today ? clock(due) : `${spokenDay(dayOf(due), locale)}, ${clock(due)}`;

/** One clock in a few words, with how it is shown. */
export function clockWords(one: Clock, today: string, locale: Locale) {
	switch (one.state) {
		case 'none':
			return { kind: 'plain' as const, words: m['support.clock-none']() };
		case 'paused':
			return { kind: 'plain' as const, words: m['support.clock-paused']() };
		case 'done':
			return { kind: one.late ? ('late' as const) : ('done' as const), words: spanWords(one.minutes) };
		case 'late':
			return { kind: 'late' as const, words: m['support.clock-late']({ due: dueWords(one.due, today, locale) }) };
		default:
			return { kind: 'waiting' as const, words: dueWords(one.due, today, locale) };
	}
}
