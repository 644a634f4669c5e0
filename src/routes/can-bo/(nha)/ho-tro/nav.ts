import { lateLosses, ticketsAsking } from '#capabilities/support/asks.server.ts';
import { tickets } from '#capabilities/support/show.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['support.tickets'],
	heading: 'support',
	opens: tickets,
	waits: { of: [ticketsAsking], words: m['support.nav-asks'], late: [lateLosses] }
} satisfies NavPage;
