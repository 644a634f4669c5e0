import { rowsForMe } from '#capabilities/walk-lists/asks.server.ts';
import { lists } from '#capabilities/walk-lists/lists.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['walk-lists.room'],
	heading: 'home',
	opens: lists,
	waits: { of: [rowsForMe], words: m['walk-lists.nav-for-me'] }
} satisfies NavPage;
