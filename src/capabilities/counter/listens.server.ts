import { wrongPerson } from '#capabilities/assistance/end.server.ts';
import { listener } from '#platform/listen.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { giveTicketBack } from './give-back.server.ts';

/** After *Nhầm người* the ticket returns to the desk that had it: nobody loses a turn by our mistake. */
export const counterListens = [
	listener({
		name: 'counter.give-ticket-back',
		hears: wrongPerson,
		may: [giveTicketBack],
		hear: async (context, row) => {
			const ticket = row.detail['ticket'];
			if (typeof ticket !== 'string') return;
			await giveTicketBack({ ...context, request: requestFor('counter.give-ticket-back', row.id) }, { ticket });
		}
	})
];
