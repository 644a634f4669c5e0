import { periods } from '#capabilities/privacy/requests-shown.server.ts';
import type { NavPage } from '#web/nav.ts';
import { dueRequests } from '#capabilities/privacy/asks.server.ts';
import { m } from '#words';

export const nav = {
	words: m['privacy.requests'],
	door: 'rule',
	opens: periods,
	among: { administrator: 2, leader: 5 },
	waits: { of: [dueRequests], words: m['privacy.nav-due'] }
} satisfies NavPage;
