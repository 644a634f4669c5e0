import { alarms } from '#capabilities/alarms/show.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['alarms.alarms'],
	heading: 'support',
	opens: alarms,
	among: { province: 2 }
} satisfies NavPage;
