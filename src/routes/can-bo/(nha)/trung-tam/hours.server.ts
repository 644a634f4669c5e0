import { HoursForm } from '#capabilities/places/forms.ts';
import { keptCentre } from '#capabilities/places/keep-centre.server.ts';
import { saidHours, WEEK } from '#capabilities/places/rules-hours.ts';
import { steps } from '#web/act.server.ts';

/** The week as it would be beside the week as it is: only days that change. Nothing is written. */
export const hoursAhead = steps(HoursForm, async (context, { week }) => {
	const was = (await keptCentre(context, {})).week;
	return WEEK.map((weekday) => ({
		weekday,
		was: saidHours(was, weekday),
		will: saidHours(week, weekday)
	})).filter(({ was: before, will }) => before !== will);
});

type Change = { weekday: (typeof WEEK)[number]; was: string; will: string };

export const hoursShown = (changes: Change[], { form }: { form: FormData }) => ({
	changes,
	hours: Object.fromEntries(WEEK.map((weekday) => [`day-${weekday}`, String(form.get(`day-${weekday}`) ?? '')]))
});
