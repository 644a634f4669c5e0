import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/thiet-bi/giong-noi',
	words: m['counter.voices'],
	door: 'rule',
	right: 'access.devices'
} satisfies NavPage;
