import type { NavPage } from '#web/nav.ts';
import { lateNeeds } from '#capabilities/assistance/asks.server.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/nhu-cau',
	words: m['assistance.needs'],
	door: 'desk',
	right: 'assistance.need-board',
	among: { guide: 3, 'receiving-officer': 4, leader: 2 },
	waits: { of: [lateNeeds], words: m['assistance.nav-late'], late: true }
} satisfies NavPage;
