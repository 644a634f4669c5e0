import * as v from 'valibot';
import { id, page, plainWords, whole } from '#kernel/shapes.ts';
import { shared, toWhom } from './answers.ts';

/** Nine digits and more are a number of somebody. */
const LONG_NUMBER = /\d(?:[ .\-]?\d){8,}/;
const DATES = /\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b/g;
const hasNumber = (text: string): boolean => LONG_NUMBER.test(text.normalize('NFKC').replace(DATES, '·'));
/** What was seen, with nothing of anybody in it. */
const seen = v.pipe(
	plainWords(300),
	v.nonEmpty('incident-words'),
	v.check((text) => !hasNumber(text), 'incident-number')
);

/** `since`: `yyyy-mm-ddThh:mm` in Vietnam; null is the earliest sign of it, or else now. */
const since = v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'incident-since')));

export const OpenIncident = v.object({
	id,
	system: v.picklist(shared, 'incident-system'),
	since,
	words: v.nullable(seen)
});

/** An incident as whoever presses saw it. */
const held = { incident: id, version: v.pipe(whole, v.minValue(1)) };

/** `all`: its lists whole, and not only their first lines. */
export const OneIncident = v.object({ incident: id, all: v.optional(v.boolean(), false) });
export const HeldIncident = v.object(held);
/** The number that they gave: short, and of nobody. */
const theirNumber = v.nullable(
	v.pipe(
		v.string(),
		v.trim(),
		v.regex(/^[\p{L}\p{N} ./#-]{1,20}$/u, 'incident-their-number'),
		v.check((text) => !hasNumber(text), 'incident-number')
	)
);
export const ReportUp = v.object({ id, incident: id, to: v.picklist(toWhom, 'incident-to'), number: theirNumber });
export const JoinTickets = v.object({ ...held, tickets: v.pipe(v.array(id), v.minLength(1), v.maxLength(100)) });
export const LeaveTicket = v.object({ ...held, ticket: id });
export const WriteLine = v.object({ id, incident: id, words: seen });
export const OneTicket = v.object({ ticket: id });
export const OneFile = v.object({ case: id });
export const TellFile = v.object({ incident: id, case: id });
export const OneCentre = v.object({ centre: whole });
export const ListIncidents = v.object({ page });
export const OneMonth = v.object({ month: v.pipe(v.string(), v.regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/)) });

/** What a picture may weigh before it is drawn anew, in bytes; as base64 it is a third more. */
export const MOST_PICTURE = 6 * 1024 * 1024;
export const AddPicture = v.object({
	incident: id,
	content: v.pipe(
		v.string('file-missing'),
		v.base64('file-missing'),
		v.maxLength((MOST_PICTURE * 4) / 3, 'incident-picture-large')
	)
});
export const OnePicture = v.object({ incident: id, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });
