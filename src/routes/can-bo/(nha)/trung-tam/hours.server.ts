import * as v from 'valibot';
import { HoursForm } from '#capabilities/places/forms.ts';
import type { Opening } from '#capabilities/places/answers.ts';
import { saidHours, WEEK } from '#capabilities/places/rules-hours.ts';

/** What was typed into the boxes of a week, as it stands in the address: hours are nobody's secret, and going back asks nothing. */
const typedIn = (url: URL): Record<string, string> =>
	Object.fromEntries(WEEK.map((day) => [`day-${day}`, url.searchParams.get(`day-${day}`) ?? '']));

/** The week as it would be beside the week as it is: only days that change; null where nobody asked. Nothing is written. */
export function hoursAhead(url: URL, was: readonly Opening[]) {
	if (!url.searchParams.has('day-1')) return null;
	const typed = typedIn(url);
	const read = v.safeParse(HoursForm, typed);
	if (!read.success) {
		const errors = Object.entries(v.flatten(read.issues).nested ?? {}).map(([name, said]) => [name, said?.[0] ?? '']);
		return { typed, errors: Object.fromEntries(errors) as Record<string, string>, changes: null };
	}
	const days = WEEK.map((weekday) => ({
		weekday,
		was: saidHours(was, weekday),
		will: saidHours(read.output.week, weekday)
	}));
	return { typed, errors: {}, changes: days.filter(({ was: before, will }) => before !== will) };
}
