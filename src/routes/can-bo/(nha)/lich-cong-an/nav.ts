import type { NavPage } from '#web/nav.ts';
import { untoldVisits } from '#capabilities/readiness/asks.server.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/lich-cong-an',
	words: m['readiness.calendar'],
	door: 'desk',
	right: 'readiness.calendar',
	among: { police: 1 },
	waits: { of: [untoldVisits], words: m['readiness.nav-untold'] }
} satisfies NavPage;
