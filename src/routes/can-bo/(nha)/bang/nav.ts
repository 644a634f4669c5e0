import { board } from '#capabilities/counter/board.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['counter.guide-board'],
	heading: 'desk',
	opens: board,
	among: { guide: 1, 'receiving-officer': 3 }
} satisfies NavPage;
