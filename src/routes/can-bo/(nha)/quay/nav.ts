import { desk } from '#capabilities/counter/board.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['counter.desk'],
	heading: 'desk',
	opens: desk,
	atDesk: true,
	among: { guide: 2, 'receiving-officer': 1 }
} satisfies NavPage;
