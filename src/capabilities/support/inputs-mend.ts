import * as v from 'valibot';
import { id, page, whole } from '#kernel/shapes.ts';
import { until } from './inputs.ts';
import { ticketWordsOrNone } from './rules-account.ts';
import { mendKinds } from './rules-ticket.ts';

// What is said to give a ticket to somebody, and by an engineer to whom one was given.

/** A ticket as whoever presses saw it. */
const seen = { ticket: id, version: v.pipe(whole, v.minValue(1)) };
const words = ticketWordsOrNone(500);

/** To whom, and what they have to know of it. */
export const GiveTicket = v.object({ id, ...seen, to: v.pipe(v.string(), v.uuid('support-to')), words });
export const OneMend = v.object({ ticket: id });
export const ListMends = v.object({ page });
/** What they mended, after one that they have read; null, from the latest. */
export const ListMended = v.object({ after: v.nullable(id) });
/** What an engineer says on a ticket of theirs: to whoever is stuck, or among those who see to it. */
export const SayOnMend = v.object({
	id,
	...seen,
	kind: v.picklist(mendKinds, 'support-kind'),
	words,
	until
});
export const GiveBack = v.object({ id, ...seen, words });
