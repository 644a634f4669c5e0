import { hamletStates } from '#capabilities/campaigns/look-division.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['campaigns.areas'],
	heading: 'home',
	opens: hamletStates
} satisfies NavPage;
