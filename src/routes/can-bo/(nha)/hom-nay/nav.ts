import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/hom-nay',
	words: m['insights.today'],
	door: 'desk',
	right: 'insights.today',
	among: { leader: 1, province: 1, administrator: 3 }
} satisfies NavPage;
