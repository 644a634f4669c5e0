import { ownField } from '#capabilities/field/own.server.ts';
import { askedPatterns } from '#capabilities/lead-board/asks.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['field.own'],
	heading: 'home',
	opens: ownField,
	among: { volunteer: 1 },
	waits: { of: [askedPatterns], words: m['lead-board.nav-asked'] }
} satisfies NavPage;
