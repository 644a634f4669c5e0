import { agreeChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { wrongPerson } from '#capabilities/assistance/end.server.ts';
import { goOnHere } from '#capabilities/assistance/go-on-here.server.ts';
import { takeSession } from '#capabilities/assistance/offer.server.ts';
import { listener } from '#platform/listen.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { followSession } from './follow-session.server.ts';
import { freeDesks } from './free-desks.server.ts';
import { giveTicketBack } from './give-back.server.ts';

/** Whoever is closed leaves no number at their desk. After *Nhầm người* the ticket returns to the desk that had it: nobody loses a turn by our mistake. */
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
	}),
	listener({
		name: 'counter.follow-session',
		hears: [takeSession, goOnHere],
		may: [followSession],
		hear: async (context, row) => {
			const { ticket, desk } = row.detail;
			if (typeof ticket !== 'string' || typeof desk !== 'string') return;
			await followSession({ ...context, request: requestFor('counter.follow-session', row.id) }, { ticket, desk });
		}
	}),
	listener({
		name: 'counter.free-desks',
		hears: [closeStaff, agreeChange],
		may: [freeDesks],
		hear: async (context, row) => {
			const { closed, centres, desks } = row.detail;
			if (closed === null || desks.length === 0) return;
			await freeDesks(
				{ ...context, actor: { ...context.actor, centres }, request: requestFor('counter.free-desks', row.id) },
				{ desks }
			);
		}
	})
];
