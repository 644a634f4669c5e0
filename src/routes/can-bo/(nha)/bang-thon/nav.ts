import { openPatternsAsk } from '#capabilities/lead-board/asks.server.ts';
import { board } from '#capabilities/lead-board/board.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['lead-board.board'],
	heading: 'home',
	opens: board,
	among: { 'area-lead': 1 },
	waits: { of: [openPatternsAsk], words: m['lead-board.nav-open'] }
} satisfies NavPage;
