import * as v from 'valibot';
import { ObserveTask, OneEvidence } from '#capabilities/learning/inputs.ts';
import { after, day, page } from '#kernel/shapes.ts';
import { plans } from '#capabilities/assistance/need.ts';
import { organisations, parts } from './rules-hosts.ts';
import { relations } from './rules-pairs.ts';
import { MOST_LINES } from './rules-paper.ts';
import { marks } from './rules-seats.ts';
import { templateIds } from './templates.ts';

export const id = v.pipe(v.string(), v.uuid());
export const words = v.pipe(v.string(), v.trim(), v.nonEmpty('class-words'), v.maxLength(120, 'class-long'));
export const whole = (from: number, to: number, code: string) =>
	v.pipe(v.number(code), v.integer(code), v.minValue(from, code), v.maxValue(to, code));
export const weekdays = v.pipe(v.array(whole(0, 6, 'class-weekdays')), v.maxLength(7));
export const hamlet = v.nullable(whole(1, 2_000_000_000, 'class-hamlet'));
export const starts = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'class-starts'));

export const AddAvoid = v.object({
	id,
	kind: v.picklist(['market', 'harvest']),
	hamlet,
	lunarDays: v.pipe(v.array(whole(1, 30, 'class-lunar')), v.maxLength(30)),
	weekdays,
	fromDay: v.nullable(day),
	untilDay: v.nullable(day)
});
export const OneAvoid = v.object({ avoid: id });

export const PlanRun = v.object({
	template: v.picklist(templateIds, 'class-template'),
	hamlet,
	venue: words,
	trainer: id,
	from: day,
	weekdays: v.pipe(weekdays, v.minLength(1, 'class-weekdays')),
	perWeek: whole(1, 3, 'class-per-week'),
	starts,
	minutes: whole(45, 120, 'class-minutes')
});
export const OpenRun = v.object({
	id,
	...PlanRun.entries,
	capacity: whole(4, 60, 'class-capacity'),
	helpers: whole(1, 12, 'class-helpers'),
	stepFree: v.boolean(),
	power: v.boolean(),
	/** The days as whoever opens it saw them: opened with others it is refused. */
	seen: v.array(day)
});
export const OneRun = v.object({ run: id });
export const OneCentre = v.object({ centre: v.pipe(v.number(), v.integer()) });
export const TakeSeat = v.object({ id, run: id });
export const SeatFor = v.object({ id, run: id, person: id });
export const NeedAsked = v.object({ need: id });
export const OnePerson = v.object({ person: id });
/** With the plan of the need and what there was to have, as whoever gives it saw them. */
export const SeatForNeed = v.object({
	id,
	need: id,
	run: id,
	sawPlan: v.nullable(v.picklist(plans)),
	sawPromised: v.nullable(day),
	sawGets: v.picklist(['taken', 'waiting'])
});
export const OneSeat = v.object({ seat: id });
export const OneLesson = v.object({ run: id, no: whole(1, 12, 'class-no') });
export const MarkRoll = v.object({
	run: id,
	no: whole(1, 12, 'class-no'),
	marks: v.pipe(v.array(v.object({ person: id, how: v.picklist(marks) })), v.maxLength(60))
});

const no = whole(1, 12, 'class-no');
export const MakeUp = v.object({ id, missedRun: id, missedNo: no, person: id, run: id, no });
export const MakeUpOwn = v.object({ id, missedRun: id, missedNo: no, run: id, no });
export const CancelMakeUp = v.object({ guest: id });

export const ReadPaper = v.object({
	run: id,
	sheet: v.pipe(v.string(), v.trim(), v.nonEmpty('paper-empty'), v.maxLength(8000, 'paper-words'))
});
export const SeatByPaper = v.object({
	run: id,
	people: v.pipe(v.array(id), v.minLength(1, 'paper-nobody'), v.maxLength(MOST_LINES))
});
export const PairSeat = v.object({
	seat: id,
	/** Of the register; null is a second person of whom nothing is written. */
	companion: v.nullable(id),
	relation: v.picklist(relations, 'pair-relation')
});

const organisation = v.picklist(organisations, 'class-organisation');
export const OneHost = v.object({ run: id, organisation });
export const AddHand = v.object({ run: id, staff: id, part: v.picklist(parts, 'class-part'), organisation });
export const DropHand = v.object({ run: id, staff: id });
export const AddTask = v.object({ id, run: id, organisation, what: words, due: day });
export const OneTask = v.object({ task: id });
export const TaskDone = v.object({ task: id, done: v.boolean() });

/** A learner of a class. */
export const OneLearner = v.object({ run: id, person: id });
export const LookOn = v.object({ ...OneLearner.entries, ...ObserveTask.entries });
export const LookedOn = v.object({ ...OneLearner.entries, statement: ObserveTask.entries.statement });
export const TakeBackLook = v.object({ ...OneLearner.entries, ...OneEvidence.entries });

const held = /^(open|over)_-?\d{1,6}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Classes go on after one of them, as it stood: by whether a lesson was to come, and when. */
export const HeldPage = v.object({ page, after: after(v.pipe(v.string(), v.regex(held))) });
