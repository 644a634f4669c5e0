import * as v from 'valibot';
import { modes, parts } from './inputs.ts';

const Helper = v.object({ id: v.string(), name: v.string() });
const text = v.nullable(v.string());

/** A need for which somebody is to come home, before anybody has said who has to. */
export const Unasked = v.object({
	need: v.string(),
	personId: v.string(),
	name: text,
	kind: v.string(),
	source: v.string(),
	madeAt: v.date(),
	hamlet: text
});

export const Told = v.object({ day: v.string(), from: v.string(), until: v.string(), helpers: v.array(Helper) });

/** Who waits, or was told a time. `days`: how long they wait. */
export const Waiting = v.object({
	id: v.string(),
	need: text,
	personId: v.string(),
	name: text,
	year: v.nullable(v.number()),
	hamlet: text,
	kind: v.string(),
	source: v.picklist(['need', 'police']),
	woman: v.boolean(),
	two: v.boolean(),
	first: v.boolean(),
	language: text,
	parts: v.array(v.picklist(parts)),
	minutes: v.number(),
	days: v.number(),
	tries: v.number(),
	told: v.nullable(Told),
	/** The day that they were told, when it is over and nobody wrote down that they were visited. */
	missed: text
});
export type Waiting = v.InferOutput<typeof Waiting>;

/** A code with what it says of it, for whoever puts it into words. */
const Said = v.looseObject({ why: v.string() });
const Blocked = v.looseObject({ blocked: v.string() });
const Way = v.looseObject({ free: v.string() });

export const Stop = v.object({
	visit: v.string(),
	name: text,
	hamlet: text,
	from: v.string(),
	until: v.string(),
	travel: v.number(),
	told: v.boolean(),
	why: v.array(Said)
});
export const Route = v.object({
	shift: v.string(),
	day: v.string(),
	helpers: v.array(Helper),
	from: v.string(),
	until: v.string(),
	mode: v.picklist(modes),
	stops: v.array(Stop)
});
export const Unserved = v.object({
	visit: v.string(),
	name: text,
	hamlet: text,
	obstacle: Blocked,
	ways: v.array(Way)
});
export const Board = v.object({
	unasked: v.array(Unasked),
	waiting: v.array(Waiting),
	routes: v.array(Route),
	unserved: v.array(Unserved)
});
export type Board = v.InferOutput<typeof Board>;

/** A window that is read to them, with who would come and what it costs on the road. */
export const Offer = v.object({
	day: v.string(),
	from: v.string(),
	until: v.string(),
	shifts: v.array(v.string()),
	helpers: v.array(Helper),
	minutes: v.number(),
	known: v.boolean()
});
export const Offered = v.object({ visit: Waiting, offers: v.array(Offer), blocked: v.nullable(Unserved) });

/** The way into a hamlet: `extra` minutes more or null for none, and how many households there were told a time in those days. */
export const RoadNote = v.object({
	id: v.string(),
	hamlet: v.string(),
	extra: v.nullable(v.number()),
	from: v.string(),
	until: v.string(),
	notedBy: text,
	told: v.number()
});
export type RoadNote = v.InferOutput<typeof RoadNote>;

export const Shifts = v.object({
	roads: v.array(RoadNote),
	shifts: v.array(
		v.object({
			id: v.string(),
			day: v.string(),
			from: v.string(),
			until: v.string(),
			mode: v.picklist(modes),
			hamlet: v.nullable(v.number()),
			helpers: v.array(Helper),
			visits: v.number()
		})
	),
	helpers: v.array(
		v.object({
			id: v.string(),
			name: v.string(),
			police: v.boolean(),
			woman: v.boolean(),
			languages: v.array(v.string())
		})
	)
});

/** A day out, or a time that a household was told: `day` is `yyyy-mm-dd`, hours are `hh:mm` of Viet Nam; `more` go along. */
export const CalendarEntry = v.object({
	id: v.string(),
	what: v.picklist(['out', 'visit']),
	day: v.string(),
	from: v.string(),
	until: v.string(),
	hamlet: v.nullable(v.string()),
	more: v.number(),
	at: v.date()
});
export type CalendarEntry = v.InferOutput<typeof CalendarEntry>;
