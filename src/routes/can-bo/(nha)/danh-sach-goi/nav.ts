import { toCall } from '#capabilities/assistance/to-call.server.ts';
import { callsWaiting } from '#capabilities/assistance/asks.server.ts';
import { wordsToTell } from '#capabilities/notices/asks.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['privacy.call-list'],
	heading: 'support',
	opens: toCall,
	waits: { of: [callsWaiting, wordsToTell], words: m['assistance.nav-calls'] }
} satisfies NavPage;
