import { lettersAsk, lettersToPrint } from '#capabilities/notices/letters.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['notices.letters'],
	heading: 'support',
	opens: lettersToPrint,
	waits: { of: [lettersAsk], words: m['notices.nav-letters'] }
} satisfies NavPage;
