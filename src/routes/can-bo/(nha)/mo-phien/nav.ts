import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/mo-phien',
	words: m['assistance.open-session-short'],
	door: 'desk',
	right: 'assistance.start'
} satisfies NavPage;
