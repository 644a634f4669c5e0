import { texts, textToAgree } from '#capabilities/notices/texts.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['notices.texts'],
	heading: 'rule',
	opens: texts,
	waits: { of: [textToAgree], words: m['notices.nav-texts'] }
} satisfies NavPage;
