import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/thiet-bi',
	words: m['access.devices'],
	door: 'rule',
	right: 'access.devices',
	among: { administrator: 1 }
} satisfies NavPage;
