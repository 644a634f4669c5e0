import { clock } from '#design/clock.ts';
import { spokenDay, type Locale } from '#design/spoken.ts';
import { dayOf } from '#kernel/day.ts';

/** A moment as a list tells it: today the time, before that the day. */
export const shortDay = (at: Date, now: Date, locale: Locale): string =>
	dayOf(at) === dayOf(now) ? clock(at) : spokenDay(dayOf(at), locale, dayOf(at).slice(0, 4) !== dayOf(now).slice(0, 4));
