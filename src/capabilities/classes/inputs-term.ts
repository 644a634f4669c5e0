import * as v from 'valibot';
import { day } from '#kernel/shapes.ts';
import { organisations } from './rules-hosts.ts';
import { hamlet, id, starts, weekdays, whole, words } from './inputs.ts';
import { templateIds } from './templates.ts';

export const AddVenue = v.object({
	id,
	name: words,
	capacity: whole(4, 200, 'class-room'),
	stepFree: v.boolean(),
	power: v.boolean()
});
export const OneVenue = v.object({ venue: id });
export const AddTeacher = v.object({ staff: id, organisation: v.picklist(organisations, 'class-organisation') });
export const OneTeacher = v.object({ staff: id });
export const AddWish = v.object({
	id,
	template: v.picklist(templateIds, 'class-template'),
	hamlet,
	learners: whole(4, 60, 'class-capacity'),
	perWeek: whole(1, 3, 'class-per-week'),
	weekdays: v.pipe(weekdays, v.minLength(1, 'class-weekdays')),
	starts: v.pipe(v.array(starts), v.minLength(1, 'class-starts'), v.maxLength(4)),
	minutes: whole(45, 120, 'class-minutes'),
	stepFree: v.boolean(),
	power: v.boolean(),
	/** Since when somebody waits for it; today where that is not said. */
	since: v.nullable(day)
});
export const OneWish = v.object({ wish: id });
export const AskTerm = v.object({ id, from: day, until: day });
export const OneTerm = v.object({ term: id });
