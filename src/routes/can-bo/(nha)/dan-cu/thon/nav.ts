import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/dan-cu/thon',
	words: m['residents.to-hamlets'],
	door: 'rule',
	right: 'places.load-hamlets'
} satisfies NavPage;
