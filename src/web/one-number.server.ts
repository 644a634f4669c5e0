import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { steps } from './act.server.ts';

/** A page gives one number: whoever goes back and chooses again is led to the one that she has. */
export const takeOneNumber = steps(takeTicket.schema, (context, input) =>
	takeTicket(context, input).catch((reason: unknown) => {
		if (reason instanceof Refusal && reason.code === 'request-used') return { ticket: context.request };
		throw reason;
	})
);
