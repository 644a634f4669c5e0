import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/dan-cu',
	words: m['residents.room'],
	door: 'desk',
	right: 'residents.register',
	among: { guide: 4, 'receiving-officer': 5, leader: 4 },
	under: ['/can-bo/nguoi-dan']
} satisfies NavPage;
