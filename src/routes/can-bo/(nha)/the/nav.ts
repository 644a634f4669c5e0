import { cardsAsking } from '#capabilities/help-cards/asks.server.ts';
import { cards } from '#capabilities/help-cards/show.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['help-cards.cards'],
	heading: 'support',
	opens: cards,
	waits: { of: [cardsAsking], words: m['help-cards.nav-asks'] }
} satisfies NavPage;
