import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['residents.to-hamlets'],
	heading: 'rule',
	opens: loadHamlets
} satisfies NavPage;
