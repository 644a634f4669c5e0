import { changesToAgree } from '#capabilities/access/asks.server.ts';
import { accounts } from '#capabilities/access/accounts.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['access.accounts'],
	heading: 'rule',
	opens: accounts,
	among: { administrator: 5 },
	waits: { of: [changesToAgree], words: m['access.changes-waiting'] }
} satisfies NavPage;
