import { today } from '#capabilities/insights/today.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['insights.today'],
	heading: 'desk',
	opens: today,
	among: { leader: 1, province: 1, administrator: 3 }
} satisfies NavPage;
