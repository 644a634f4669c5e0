import { businesses } from '#capabilities/residents/find-businesses.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['residents.businesses'],
	heading: 'desk',
	opens: businesses
} satisfies NavPage;
