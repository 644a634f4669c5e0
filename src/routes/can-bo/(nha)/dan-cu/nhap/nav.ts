import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	href: '/can-bo/dan-cu/nhap',
	words: m['imports.title'],
	door: 'rule',
	right: 'imports.list'
} satisfies NavPage;
