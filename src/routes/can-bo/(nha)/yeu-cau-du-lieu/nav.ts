import type { NavPage } from '#web/nav.ts';
import { dueRequests } from '#capabilities/privacy/asks.server.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/yeu-cau-du-lieu',
	words: m['privacy.requests'],
	door: 'rule',
	right: 'privacy.periods',
	among: { administrator: 2, leader: 5 },
	waits: { of: [dueRequests], words: m['privacy.nav-due'] }
} satisfies NavPage;
