import { howWordsGo, liveToAgree } from '#capabilities/notices/live.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['notices.page'],
	heading: 'rule',
	opens: howWordsGo,
	waits: { of: [liveToAgree], words: m['notices.nav-live'] }
} satisfies NavPage;
