import { toCall } from '#capabilities/assistance/to-call.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['privacy.call-list'],
	heading: 'support',
	opens: toCall
} satisfies NavPage;
