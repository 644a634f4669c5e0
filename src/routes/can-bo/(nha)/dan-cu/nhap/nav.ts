import { imports } from '#capabilities/imports/sheets.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['imports.title'],
	heading: 'rule',
	opens: imports
} satisfies NavPage;
