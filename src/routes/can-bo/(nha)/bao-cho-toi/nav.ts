import { staffNotices, toldToMe } from '#capabilities/notices/staff-told.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['notices.me'],
	heading: 'desk',
	opens: staffNotices,
	waits: { of: [toldToMe], words: m['notices.nav-me'] }
} satisfies NavPage;
