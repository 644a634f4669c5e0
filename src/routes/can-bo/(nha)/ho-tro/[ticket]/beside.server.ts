import { soonestForPerson } from '#capabilities/classes/for-need.server.ts';
import { ofTicket } from '#capabilities/incidents/show.server.ts';
import { representatives } from '#capabilities/mandates/represent.server.ts';
import { toldAbout } from '#capabilities/notices/told-about.server.ts';
import { giveTicket, ticketHands } from '#capabilities/support/give.server.ts';
import { opensTicket } from '#capabilities/support/open-now.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import type { TicketShown } from '#capabilities/support/answers.ts';
import type { Context } from '#platform/context.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths } from '#web/paths.ts';
import { cardsFor } from './cards.server.ts';

// What stands beside a ticket: the outage that it is of, who stands for its business, cards about what does not work, and to whom it may be given.

/** The ticket as whoever opens its page finds it; from then on they have it open. Merged or over, nobody is at it. */
export async function openedTicket(context: Context, id: string): Promise<TicketShown> {
	const ticket = await showTicket(context, { ticket: id });
	if (ticket.state !== 'over' && ticket.into === null) await opensTicket(context, id);
	return ticket;
}

export const besideTicket = async (context: Context, ticket: TicketShown) => ({
	incident: await ofTicket(context, { ticket: ticket.id }),
	stands: ticket.business === null ? [] : await representatives(context, { business: ticket.business }),
	/** After it: where they learn what they lack. */
	learns: ticket.helped && ticket.person ? await soonestForPerson(context, { person: ticket.person }) : null,
	cards: ticket.lost ? null : await cardsFor(context, ticket.system),
	/** Whether they heard that there is an answer. */
	told: ticket.person || ticket.business ? (await toldAbout(context, { about: ticket.id })).last : null,
	hands: (await ticketHands(context, {})).filter(({ engineer }) => !(engineer && ticket.lost))
});

export const giveActions = {
	give: byStaff(giveTicket, {
		form: 'give',
		given: { ticket: (_, { params }) => params['ticket'] ?? '' },
		to: ({ id }) => paths.staff.ticket(id)
	})
};
