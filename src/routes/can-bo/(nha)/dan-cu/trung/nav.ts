import { twins } from '#capabilities/residents/twins.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['residents.to-twins'],
	heading: 'desk',
	opens: twins
} satisfies NavPage;
