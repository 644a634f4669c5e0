import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/bang',
	words: m['counter.guide-board'],
	door: 'desk',
	right: 'counter.board',
	among: { guide: 1, 'receiving-officer': 3 }
} satisfies NavPage;
