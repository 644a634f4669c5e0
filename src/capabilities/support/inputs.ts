import * as v from 'valibot';
import { day, id, whole, wordsOrNone } from '#kernel/shapes.ts';
import { heardBy, nextSteps } from './answers.ts';
import { systems } from './rules-systems.ts';
import { ticketWords, ticketWordsOrNone } from './rules-account.ts';
import { devices } from './rules-device.ts';
import { dueBy, stuckWhom } from './rules-urgency.ts';

export const words = v.pipe(ticketWords(500), v.nonEmpty('support-words'));

/** The number of an error page: its first eight letters, which it shows, or all of it. */
export const fault = v.pipe(
	v.string(),
	v.trim(),
	v.toLowerCase(),
	v.regex(/^[0-9a-f]{8}(-[0-9a-f-]{27})?$/, 'support-fault')
);

/** Which machine, where somebody said it. */
export const device = v.optional(v.nullable(v.picklist(devices, 'support-device')), null);

/** What is wrong, in thirty seconds: of somebody of the register, of one's own machine, or of a caller who says a name and a telephone. */
export const OpenTicket = v.object({
	id,
	system: v.picklist(systems, 'support-system'),
	source: v.picklist(heardBy, 'support-source'),
	stuck: v.picklist(stuckWhom, 'support-stuck'),
	due: v.picklist(dueBy, 'support-due'),
	person: v.nullable(id),
	caller: ticketWordsOrNone(80),
	phone: wordsOrNone(20),
	fault: v.nullable(fault),
	device,
	/** Which of those that are paired with the centre. */
	machine: v.optional(v.nullable(id), null),
	words
});

/** A ticket as whoever presses saw it. */
const seen = { ticket: id, version: v.pipe(whole, v.minValue(1)) };

export const OneTicket = v.object({ ticket: id });
export const TakeTicket = v.object(seen);
/** A spoken number: "H 214", "h214" or 214. */
export const spokenNumber = v.pipe(
	v.string(),
	v.transform((typed) => typed.replace(/^\s*h/i, '').trim()),
	v.regex(/^[1-9]\d{0,8}$/, 'support-number'),
	v.transform(Number)
);
export const MergeTicket = v.object({ ...seen, into: spokenNumber });
export const UnmergeTicket = v.object(seen);
export const PlanTicket = v.object({ ...seen, next: v.picklist(nextSteps, 'support-next'), nextOn: day });
/** When the next word is promised (`yyyy-mm-ddThh:mm`, in Vietnam). */
export const until = v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'support-until')));
/** What was said: theirs (`said`), ours to them, or among ourselves. */
export const SayOnTicket = v.object({
	id,
	...seen,
	kind: v.picklist(['said', 'answered', 'note', 'waits', 'solved', 'confirmed', 'back'], 'support-kind'),
	words: ticketWordsOrNone(500),
	until
});
/** So many tickets are counted of each list, and of those that follow a line. */
export const COUNTED = 10_000;
export const openViews = ['all', 'mine', 'free', 'waits', 'solved'] as const;
export type OpenView = (typeof openViews)[number];
export const views = [...openViews, 'over'] as const;
export type View = (typeof views)[number];
/** `after`: the key of the line that was read last, as the list told it; none, from its beginning. */
export const ListTickets = v.object({
	view: v.picklist(views),
	after: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100))), null)
});
