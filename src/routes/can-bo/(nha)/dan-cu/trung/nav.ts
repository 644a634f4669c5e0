import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/dan-cu/trung',
	words: m['residents.to-twins'],
	door: 'desk',
	right: 'residents.twins'
} satisfies NavPage;
