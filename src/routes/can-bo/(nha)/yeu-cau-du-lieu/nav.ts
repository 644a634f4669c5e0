import { periods } from '#capabilities/data-rights/requests-shown.server.ts';
import type { NavPage } from '#web/nav.ts';
import { dueRequests } from '#capabilities/data-rights/asks.server.ts';
import { m } from '#words';

export const nav = {
	words: m['data-rights.requests'],
	heading: 'rule',
	opens: periods,
	among: { administrator: 2, leader: 5 },
	waits: { of: [dueRequests], words: m['data-rights.nav-due'] }
} satisfies NavPage;
