import type { Context } from '#platform/context.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { findKey, findKeys, subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';

// What is said on a ticket is sealed under the key of whom it is of: somebody of the register, or the ticket alone.

type OfTicket = { id: string; ofId: string | null };

/** Derived, so that nobody who chooses the id of a ticket chooses whose key it is. */
const subjectOf = ({ id, ofId }: OfTicket): string => ofId ?? requestFor(`support.ticket ${id}`, 0, 'key');

/** The key under which a ticket begins; made where there is none. */
export const newTicketKey = (context: Context, ticket: OfTicket): Promise<SubjectKey> =>
	subjectKey(context, subjectOf(ticket));

/** The key under which more is said on a ticket. Refuses whoever was erased (`person-unknown`): no word is written of them again. */
export async function ticketKey(context: Context, ticket: OfTicket): Promise<SubjectKey> {
	const key = ticket.ofId === null ? await newTicketKey(context, ticket) : await findKey(context, ticket.ofId);
	if (!key) throw new Refusal('person-unknown');
	return key;
}

/** The keys of some tickets, by their ids; none where nothing of it is to be read any more. */
export async function ticketKeys(context: Context, tickets: readonly OfTicket[]): Promise<Map<string, SubjectKey>> {
	const keys = await findKeys(context, [...new Set(tickets.map(subjectOf))]);
	return new Map(
		tickets.flatMap((one) => {
			const key = keys.get(subjectOf(one));
			return key ? [[one.id, key] as const] : [];
		})
	);
}
