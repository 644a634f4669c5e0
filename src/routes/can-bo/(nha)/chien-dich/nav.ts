import { campaign } from '#capabilities/campaigns/campaigns.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['campaigns.campaign'],
	heading: 'home',
	opens: campaign,
	among: { 'area-lead': 5 }
} satisfies NavPage;
