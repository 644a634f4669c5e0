import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/quay',
	words: m['counter.desk'],
	door: 'desk',
	right: 'counter.desk',
	atDesk: true,
	among: { guide: 2, 'receiving-officer': 1 }
} satisfies NavPage;
