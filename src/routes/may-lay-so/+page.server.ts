import { askHelp } from '#capabilities/counter/move.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { program } from '#program/program.server.ts';
import { byDevice } from '#web/acting.server.ts';
import { newId, type Device } from '#web/door.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { stepOf, whereCalled } from './machine.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	...(await stepOf(event, await pairedOf(event, 'kiosk'))),
	request: newId(),
	helpRequest: newId()
});

const byWhoeverStandsThere = byDevice('kiosk');
/** A number prints itself. In the demo the paper waits for a press, so that no print window stands in the way. */
const slip = (ticket: string) =>
	program().settings.SEED === 'demo'
		? paths.machines.ticket(ticket)
		: withQuery(paths.machines.ticketPrinted(ticket), { may: true });

export const actions: Actions = {
	take: byWhoeverStandsThere(takeTicket, {
		given: { centre: ({ device }: Device) => device.centreId, procedure: null, address: undefined },
		to: ({ ticket }) => slip(ticket),
		again: ({ context }) => slip(context.request)
	}),
	help: byWhoeverStandsThere(askHelp, { given: { where: 'kiosk' }, to: (_, { event }) => whereCalled(event.url) })
};
