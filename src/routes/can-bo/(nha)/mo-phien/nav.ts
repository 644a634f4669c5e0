import { start } from '#capabilities/assistance/start.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['assistance.open-session-short'],
	heading: 'desk',
	opens: start
} satisfies NavPage;
