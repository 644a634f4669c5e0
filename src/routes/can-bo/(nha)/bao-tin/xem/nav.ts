import { checkAtDesk } from '#capabilities/notices/check.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['notices.desk-check-nav'],
	heading: 'desk',
	opens: checkAtDesk
} satisfies NavPage;
