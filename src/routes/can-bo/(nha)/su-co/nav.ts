import { incidentsOpen } from '#capabilities/incidents/asks.server.ts';
import { incidents } from '#capabilities/incidents/show.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['incidents.incidents'],
	heading: 'support',
	opens: incidents,
	waits: { of: [incidentsOpen], words: m['incidents.nav-asks'] }
} satisfies NavPage;
