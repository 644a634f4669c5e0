import { callList } from '#capabilities/privacy/call-list.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['privacy.call-list'],
	heading: 'support',
	opens: callList
} satisfies NavPage;
