import { mendsAsking } from '#capabilities/support/asks.server.ts';
import { myMends } from '#capabilities/support/mend.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['support.mends'],
	heading: 'support',
	opens: myMends,
	among: { engineer: 1 },
	waits: { of: [mendsAsking], words: m['support.mends-asks'] }
} satisfies NavPage;
