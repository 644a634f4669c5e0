import { dueToAsk } from '#capabilities/paths/ask.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['paths.ask'],
	heading: 'support',
	opens: dueToAsk
} satisfies NavPage;
