import { ofTicket } from '#capabilities/incidents/show.server.ts';
import { representatives } from '#capabilities/mandates/represent.server.ts';
import type { Context } from '#platform/context.server.ts';

/** What stands beside a ticket: the outage to which it belongs, and who stands for its business. */
export const besideTicket = async (context: Context, { id, business }: { id: string; business: string | null }) => ({
	incident: await ofTicket(context, { ticket: id }),
	stands: business === null ? [] : await representatives(context, { business })
});
