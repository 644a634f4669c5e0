import { imports } from '#capabilities/imports/shown.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['imports.title'],
	door: 'rule',
	opens: imports
} satisfies NavPage;
