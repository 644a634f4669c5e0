import * as v from 'valibot';
import { day, id, whole } from '#kernel/shapes.ts';

export const parts = ['morning', 'afternoon'] as const;
export type PartOfDay = (typeof parts)[number];
export const modes = ['walk', 'bicycle', 'motorbike'] as const;
export type Mode = (typeof modes)[number];
const ends = ['done', 'not-wanted'] as const;

const clock = v.pipe(v.string('hour-missing'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hour-missing'));

/** Who has to come and when they are at home; an empty language is none. */
export const AskVisit = v.object({
	id,
	need: id,
	woman: v.boolean(),
	two: v.boolean(),
	language: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(40))),
	parts: v.pipe(v.array(v.picklist(parts)), v.minLength(1, 'parts-missing')),
	minutes: v.pipe(whole, v.minValue(10, 'minutes-shape'), v.maxValue(240, 'minutes-shape'))
});
export const OneVisit = v.object({ visit: id });

/** A time that was read to them and that they chose: `shifts` come, between the hours. */
export const TellTime = v.object({
	visit: id,
	day,
	from: clock,
	until: clock,
	shifts: v.pipe(v.array(id), v.minLength(1), v.maxLength(2))
});
export const EndVisit = v.object({ visit: id, outcome: v.picklist(ends) });

export const AddShift = v.object({
	id,
	day,
	helpers: v.pipe(v.array(id), v.minLength(1, 'helpers-missing'), v.maxLength(4, 'helpers-many')),
	from: clock,
	until: clock,
	mode: v.picklist(modes),
	hamlet: v.nullable(whole)
});
export const OneShift = v.object({ shift: id });
export const KnowHelper = v.object({ helper: id, woman: v.boolean(), languages: v.pipe(v.string(), v.maxLength(120)) });
/** `extra` minutes more on the way into a hamlet, null for no way at all; both days belong to it. */
export const NoteRoad = v.object({
	id,
	hamlet: v.pipe(v.number('road-hamlet'), v.integer('road-hamlet'), v.minValue(1, 'road-hamlet')),
	extra: v.nullable(v.pipe(whole, v.minValue(5, 'road-minutes'), v.maxValue(180, 'road-minutes'))),
	from: day,
	until: day
});
export const OneRoad = v.object({ road: id });
/** The secret end of a calendar's address: 32 bytes in base64url. */
export const ReadCalendar = v.object({ token: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) });
