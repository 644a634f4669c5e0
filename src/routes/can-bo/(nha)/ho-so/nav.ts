import { worklist } from '#capabilities/cases/lists.server.ts';
import type { NavPage } from '#web/nav.ts';
import { overdueFiles } from '#capabilities/cases/asks.server.ts';
import { m } from '#words';

export const nav = {
	words: m['cases.files'],
	heading: 'desk',
	opens: worklist,
	among: { 'receiving-officer': 2, leader: 3 },
	waits: { of: [overdueFiles], words: m['cases.nav-overdue'], late: [overdueFiles] }
} satisfies NavPage;
