import { waitingAtHome } from '#capabilities/home-visits/asks.server.ts';
import { board } from '#capabilities/home-visits/board.server.ts';
import { seesWhole } from '#capabilities/home-visits/whole.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['home-visits.room'],
	heading: 'home',
	isFor: seesWhole,
	opens: board,
	among: { 'area-lead': 3 },
	waits: { of: [waitingAtHome], words: m['home-visits.nav-waiting'] }
} satisfies NavPage;
