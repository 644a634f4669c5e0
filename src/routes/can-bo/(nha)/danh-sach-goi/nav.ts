import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/danh-sach-goi',
	words: m['privacy.call-list'],
	door: 'support',
	right: 'privacy.call-list'
} satisfies NavPage;
