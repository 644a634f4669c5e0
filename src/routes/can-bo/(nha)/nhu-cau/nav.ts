import { needBoard } from '#capabilities/assistance/needs.server.ts';
import type { NavPage } from '#web/nav.ts';
import { lateNeeds } from '#capabilities/assistance/asks.server.ts';
import { m } from '#words';

export const nav = {
	words: m['assistance.needs'],
	heading: 'desk',
	opens: needBoard,
	among: { guide: 3, 'receiving-officer': 4, leader: 2 },
	waits: { of: [lateNeeds], words: m['assistance.nav-late'], late: [lateNeeds] }
} satisfies NavPage;
