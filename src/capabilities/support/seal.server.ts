import type { Context } from '#platform/context.server.ts';
import { findKeys, subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';

// What is said on a ticket is sealed under the key of whom it is of: somebody of the register, or the ticket alone.

type OfTicket = { id: string; ofId: string | null };

const subjectOf = ({ id, ofId }: OfTicket): string => ofId ?? id;

/** The key under which words of a ticket are sealed. */
export const ticketKey = (context: Context, ticket: OfTicket): Promise<SubjectKey> =>
	subjectKey(context, subjectOf(ticket));

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
